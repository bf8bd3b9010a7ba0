package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.http.RawConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Whatever comes to whichever door, the answer is one of those that are promised, with a reason and no more. Six seconds in the build, with {@code -Plong} two
 * minutes; {@code -Dfuzz.seed} repeats one.
 */
class FuzzIT {

    private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("test.long") ? 120 : 6);
    private static final long SEED = Long.getLong("fuzz.seed", 20261128);
    private static final int SENDERS = 4;
    private static final long MOST_GROWTH_KB = 64 * 1024;

    private final Map<Integer, AtomicInteger> statuses = new ConcurrentSkipListMap<>();
    private final AtomicInteger requests = new AtomicInteger();

    @Test
    void everyAnswerIsOneOfThosePromisedAndMemoryStaysFlat() throws Exception {
        Map<String, List<JsonNode>> samples = FuzzedRequest.samples();
        try (RunningProgram program = new RunningProgram("fuzz", "192m", settings(samples))) {
            fuzz(program, samples, TIME.dividedBy(2), SEED);
            long before = program.residentKilobytes();
            fuzz(program, samples, TIME.dividedBy(2), SEED + SENDERS);
            long growth = program.residentKilobytes() - before;

            System.out.println("fuzzed with " + requests + " requests from seed " + SEED + ": " + statuses
                    + ", memory grew by " + growth + " kB");
            assertThat(program.isAlive()).isTrue();
            assertThat(program.get("/q/health/live")).isEqualTo(200);
            assertThat(growth).isLessThan(MOST_GROWTH_KB);
            assertThat(Files.readString(Path.of("target/fuzz.log")))
                    .doesNotContain("a request failed unexpectedly", "Unhandled exception", "OutOfMemoryError");
            assertThat(statuses).containsKeys(200, 400, 401, 404, 405, 415);
        }
    }

    private void fuzz(RunningProgram program, Map<String, List<JsonNode>> samples, Duration time, long seed) {
        long end = System.nanoTime() + time.toNanos();
        List<CompletableFuture<Void>> senders = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
            Random random = new Random(seed + i);
            senders.add(CompletableFuture.runAsync(
                    () -> {
                        while (System.nanoTime() < end) {
                            send(program, FuzzedRequest.next(random, samples));
                        }
                    },
                    task -> new Thread(task).start()));
        }
        senders.forEach(CompletableFuture::join);
    }

    private void send(RunningProgram program, FuzzedRequest request) {
        String answer;
        int status;
        try (RawConnection connection = new RawConnection(program.port())) {
            connection.send(request.bytes());
            status = connection.status();
            answer = connection.rest();
        } catch (IOException e) {
            throw new AssertionError("no answer to " + shown(request), e);
        }
        requests.incrementAndGet();
        statuses.computeIfAbsent(status, first -> new AtomicInteger()).incrementAndGet();
        assertThat(request.mayBeAnsweredWith(status))
                .as("%d for %s: %s", status, shown(request), answer)
                .isTrue();
        assertThat(answer).as(shown(request)).doesNotContain("dev.orgrelay", "java.", "\tat ");
        if (status == 503) {
            assertThat(answer).as(shown(request)).containsIgnoringCase("retry-after:");
        }
    }

    private static String shown(FuzzedRequest request) {
        String text = new String(request.bytes(), StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(1_500, text.length()));
    }

    private static Map<String, String> settings(Map<String, List<JsonNode>> samples) {
        Map<String, String> settings = new HashMap<>();
        settings.put("orgrelay.sandbox.enabled", "true");
        settings.put("orgrelay.operator-key", "operator key of the test");
        settings.put("orgrelay.sources.default.authentication.scheme", "dangerous-none");
        samples.keySet().forEach(preset -> {
            String source = "orgrelay.sources." + preset + ".";
            settings.put(source + "preset", preset);
            settings.put(source + "authentication.scheme", "dangerous-none");
            settings.put(source + "authentication.secrets", "none");
        });
        return settings;
    }
}
