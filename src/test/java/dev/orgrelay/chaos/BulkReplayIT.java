package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.storage.Azurite;
import dev.orgrelay.storage.OnAzurite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wrong mapping loses nothing: its letters are replayed in bulk once it is mended, by two instances, one of which is killed in between. */
@OnAzurite
class BulkReplayIT {

    private static final int LETTERS = Boolean.getBoolean("test.long") ? 500 : 40;
    private static final Duration PATIENCE = Duration.ofSeconds(90).plusMillis(500L * LETTERS);
    private static final int MOST_ROUNDS = 10;
    private static final String WRONG =
            "{'operation': 'create', 'id': body.id, 'eventId': body.id, 'displayName': body.nam}";
    private static final String RIGHT = WRONG.replace("body.nam}", "body.name}");

    private final Azurite azurite = Azurite.start();
    private final Instance sandbox =
            new Instance("replayed", Map.of(), List.of("-Dorgrelay.sandbox.enabled=true", "-Dquarkus.log.level=WARN"));
    private final Target target = new Target(sandbox);
    private final Instance before = relay("before", WRONG);
    private final List<Instance> after = List.of(relay("one", RIGHT), relay("two", RIGHT));

    @BeforeEach
    void everyMessageBecomesALetter() {
        start(sandbox, before);
        target.reset();
        target.limits("{\"requestsPerSecond\":0,\"organizations\":1000}");
        for (int i = 0; i < LETTERS; i++) {
            Http.Answer answer = Http.call(
                    "POST",
                    before.url() + "/api/events/hr",
                    "{\"id\":\"unit-" + i + "\",\"name\":\"Unit " + i + "\"}",
                    Map.of("x-api-key", "a-key-of-hunter2", "content-type", "application/json"));
            assertThat(answer.json().at("/outcomes/0/outcome").asText())
                    .as(answer.body())
                    .isEqualTo("refused");
        }
        before.close();
        start(after.get(0), after.get(1));
        assertThat(letters()).hasSize(LETTERS);
    }

    @AfterEach
    void end() {
        Stream.concat(Stream.of(sandbox, before), after.stream()).forEach(Instance::close);
        azurite.close();
    }

    @Test
    void eachLetterComesToOneEndThoughAnInstanceIsKilled() {
        target.fails("{'match':'PUT','delayMs':20}");
        List<JsonNode> killed = Collections.synchronizedList(new ArrayList<>());
        List<JsonNode> all = new ArrayList<>();
        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> replay(after.get(0), killed));
        CompletableFuture<List<JsonNode>> second =
                CompletableFuture.supplyAsync(() -> replay(after.get(1), new ArrayList<>()));
        await().atMost(PATIENCE).until(() -> target.requests("create") >= LETTERS / 3);
        after.get(0).kill();
        first.handle((nothing, cutOff) -> nothing).join();
        all.addAll(counted(second.join()));
        for (int round = 0; round < MOST_ROUNDS && !letters().isEmpty(); round++) {
            all.addAll(counted(replay(after.get(1), new ArrayList<>())));
        }
        all.addAll(killed);

        assertThat(letters()).isEmpty();
        Map<String, String> expected = new HashMap<>();
        IntStream.range(0, LETTERS).forEach(i -> expected.put("unit-" + i, "Unit " + i + " under "));
        assertThat(target.state()).isEqualTo(expected);
        Map<String, Long> applied = new HashMap<>();
        all.stream()
                .map(line -> line.at("/outcomes/0"))
                .filter(outcome -> outcome.path("outcome").asText().equals("applied"))
                .forEach(outcome -> applied.merge(outcome.path("organization").asText(), 1L, Long::sum));
        assertThat(applied.values()).containsOnly(1L);
        assertThat(applied.size())
                .as("all but what was under way in the instance that was killed")
                .isGreaterThanOrEqualTo(LETTERS - 1);
        assertThat(target.requests("create")).isBetween(LETTERS, LETTERS + 1);
        System.out.printf(
                "replay: %d letters, %d lines before the kill, %d after it%n",
                LETTERS, killed.size(), all.size() - killed.size());
    }

    /** The lines without the summary, whose counts are those of the lines. */
    private static List<JsonNode> counted(List<JsonNode> lines) {
        List<JsonNode> items = lines.subList(0, lines.size() - 1);
        JsonNode summary = lines.get(items.size()).path("summary");
        int sum = Stream.of(
                        "applied",
                        "duplicate",
                        "stale",
                        "refused",
                        "deferred",
                        "queued",
                        "ignored",
                        "planned",
                        "failed")
                .mapToInt(word -> summary.path(word).asInt())
                .sum();
        assertThat(summary.path("replayed").asInt()).isEqualTo(sum).isEqualTo(items.size());
        for (String word : List.of("applied", "duplicate", "deferred")) {
            assertThat(summary.path(word).asLong())
                    .isEqualTo(items.stream()
                            .filter(item ->
                                    item.at("/outcomes/0/outcome").asText().equals(word))
                            .count());
        }
        return items;
    }

    private static List<JsonNode> replay(Instance instance, List<JsonNode> lines) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(instance.url() + "/api/dead-letters/replay?source=hr"))
                .POST(BodyPublishers.noBody())
                .build();
        try (Stream<String> answer =
                HttpClient.newHttpClient().send(request, BodyHandlers.ofLines()).body()) {
            answer.map(Http::json).forEach(lines::add);
            return lines;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> letters() {
        List<String> ids = new ArrayList<>();
        for (String next = "/api/dead-letters?limit=100"; !next.isEmpty(); ) {
            JsonNode page = Http.get(after.get(1).url() + next);
            StreamSupport.stream(page.path("value").spliterator(), false)
                    .forEach(letter -> ids.add(letter.path("id").asText()));
            next = page.path("nextLink").asText("");
        }
        return ids;
    }

    private static void start(Instance... instances) {
        Stream.of(instances).forEach(Instance::start);
        await().atMost(PATIENCE).until(() -> Stream.of(instances).allMatch(Instance::isReady));
    }

    private Instance relay(String name, String mapping) {
        return new Instance(
                "replay-" + name,
                Map.of("AzureWebJobsStorage", azurite.connectionString()),
                List.of(
                        "-Dorgrelay.ledger=table",
                        "-Dorgrelay.journal=table",
                        "-Dorgrelay.order.effect-within=2s",
                        "-Dorgrelay.order.clock-difference=1s",
                        "-Dorgrelay.storage.lease=5s",
                        "-Dorgrelay.dangerous-open-operator-api=true",
                        "-Dorgrelay.applications.default.url=" + sandbox.url() + "/sandbox",
                        "-Dorgrelay.applications.default.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                        "-Dorgrelay.applications.default.requests-per-second=1000",
                        "-Dorgrelay.applications.default.connect-timeout=200ms",
                        "-Dorgrelay.applications.default.response-timeout=800ms",
                        "-Dorgrelay.sources.hr.format=json",
                        "-Dorgrelay.sources.hr.mapping=" + mapping,
                        "-Dorgrelay.sources.hr.authentication.scheme=header",
                        "-Dorgrelay.sources.hr.authentication.secrets=a-key-of-hunter2"));
    }
}
