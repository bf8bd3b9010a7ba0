package dev.orgrelay.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.PackagedApplication;
import dev.orgrelay.storage.Azurite;
import dev.orgrelay.storage.OnAzurite;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes with days ahead, told to three instances that are killed again and again: each is applied once, on its day. */
@OnAzurite
class EffectiveDatesIT {

    private static final boolean IS_LONG = Boolean.getBoolean("test.long");

    /** Each is created on one day, and renamed on the next. */
    private static final int UNITS = IS_LONG ? 250 : 15;

    private static final int DAYS = IS_LONG ? 5 : 2;
    private static final int KILLS_A_DAY = IS_LONG ? 3 : 1;
    private static final int SENDERS = 4;
    /** As many as one record of the journal tells of, which goes with its process. */
    private static final int TOGETHER = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(90).plusMillis(500L * UNITS);
    private static final long SEED = 25;

    @TempDir
    static Path folder;

    private final Random random = new Random(SEED);
    private final Instant today = Instant.now().truncatedTo(ChronoUnit.DAYS);
    private final Azurite azurite = Azurite.start();
    private final Instance sandbox =
            new Instance("effective", Map.of(), List.of("-Dorgrelay.sandbox.enabled=true", "-Dquarkus.log.level=WARN"));
    private final Target target = new Target(sandbox);
    private final List<Instance> instances = new ArrayList<>();
    private int kills;

    @AfterEach
    void end() {
        Stream.concat(Stream.of(sandbox), instances.stream()).forEach(Instance::close);
        azurite.close();
    }

    @Test
    void eachIsAppliedOnceOnItsDayThoughInstancesAreKilled() throws IOException {
        assumeFalse(PackagedApplication.isNative(), "the clock of an executable cannot be moved");
        MovedTime time = new MovedTime(folder);
        IntStream.range(0, 3).forEach(i -> instances.add(relay("effective-" + i, time)));
        Stream.concat(Stream.of(sandbox), instances.stream()).forEach(Instance::start);
        await().atMost(PATIENCE)
                .until(() -> sandbox.isReady() && instances.stream().allMatch(Instance::isReady));
        target.reset();
        target.limits("{\"requestsPerSecond\":0,\"organizations\":1000}");

        tell();
        assertThat(target.state()).isEmpty();
        assertThat(waiting()).hasSize(2 * UNITS);

        for (int day = 1; day <= DAYS + 1; day++) {
            target.fails("{'match':'PUT','delayMs':30}", "{'match':'PATCH','delayMs':30}");
            time.moveTo(day(day).minusSeconds(3));
            Map<String, String> before = target.state();
            Map<String, String> expected = expected(day);
            for (int kill = 1; kill <= KILLS_A_DAY; kill++) {
                double progress = kill / (KILLS_A_DAY + 1.0);
                await().atMost(PATIENCE).until(() -> applied(before) >= progress * difference(before, expected));
                killOne();
            }
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(target.state()).isEqualTo(expected));
        }

        await().atMost(PATIENCE).until(() -> waiting().isEmpty());
        int calls = target.requests("create") + target.requests("update");
        assertThat(calls)
                .as("what was under way in a killed instance may come again")
                .isBetween(2 * UNITS, 2 * UNITS + kills);
        assertThat(Http.get(instances.get(0).url() + "/api/dead-letters").path("value"))
                .isEmpty();
        Map<String, Integer> applied = applied();
        assertThat(applied.values()).containsOnly(1);
        assertThat(applied.size()).isBetween(2 * UNITS - kills * TOGETHER, 2 * UNITS);
        System.out.printf(
                "effective dates: %d changes on %d days, %d kills, %d calls, %d recorded as applied%n",
                2 * UNITS, DAYS + 1, kills, calls, applied.size());
    }

    /** Everybody is told all of it, twice, and some instances are killed meanwhile. */
    private void tell() {
        List<CompletableFuture<Void>> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> CompletableFuture.runAsync(() -> {
                    for (int round = 0; round < 2; round++) {
                        for (int unit = sender; unit < UNITS; unit += SENDERS) {
                            send(unit, "create", "Unit " + unit, firstDay(unit));
                            send(unit, "update", "Renamed " + unit, firstDay(unit) + 1);
                        }
                    }
                }))
                .toList();
        for (int kill = 0; kill < KILLS_A_DAY; kill++) {
            killOne();
        }
        senders.forEach(CompletableFuture::join);
    }

    private void send(int unit, String operation, String name, int day) {
        String body = "{\"op\":\"%s\",\"id\":\"unit-%d\",\"name\":\"%s\",\"event\":\"%s-%d\",\"at\":\"%s\"}"
                .formatted(operation, unit, name, operation, unit, day(day));
        await().atMost(PATIENCE)
                .until(() -> Http.call(
                                        "POST",
                                        anyone().url() + "/api/events/hr",
                                        body,
                                        Map.of("content-type", "application/json"))
                                .status()
                        == 202);
    }

    /** As it is at the end of that day. */
    private Map<String, String> expected(int day) {
        Map<String, String> expected = new TreeMap<>();
        for (int unit = 0; unit < UNITS; unit++) {
            if (firstDay(unit) <= day) {
                expected.put("unit-" + unit, (firstDay(unit) < day ? "Renamed " : "Unit ") + unit + " under ");
            }
        }
        return expected;
    }

    private static int firstDay(int unit) {
        return 1 + unit % DAYS;
    }

    private Instant day(int day) {
        return today.plus(Duration.ofDays(day + 1));
    }

    private long applied(Map<String, String> before) {
        return difference(before, target.state());
    }

    private static long difference(Map<String, String> before, Map<String, String> after) {
        return after.entrySet().stream()
                .filter(unit -> !unit.getValue().equals(before.get(unit.getKey())))
                .count();
    }

    /** How often each event was recorded as applied. */
    private Map<String, Integer> applied() {
        Map<String, Integer> applied = new HashMap<>();
        String cursor = "";
        do {
            JsonNode page = Http.get(instances.get(0).url() + "/api/deliveries?outcome=applied&limit=200" + cursor);
            page.path("value").forEach(delivery -> delivery.path("outcomes").forEach(outcome -> {
                if (outcome.path("outcome").asText().equals("applied")) {
                    applied.merge(outcome.path("eventId").asText(), 1, Integer::sum);
                }
            }));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return applied;
    }

    private List<String> waiting() {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = Http.get(anyone().url() + "/api/waiting?limit=200" + cursor);
            page.path("value").forEach(kept -> ids.add(kept.path("id").asText()));
            cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
        } while (!cursor.isEmpty());
        return ids;
    }

    private void killOne() {
        Instance victim = instances.get(random.nextInt(instances.size()));
        victim.kill();
        kills++;
        victim.start();
        await().atMost(PATIENCE).until(victim::isReady);
    }

    private Instance anyone() {
        List<Instance> up = instances.stream().filter(Instance::isUp).toList();
        return up.get(random.nextInt(up.size()));
    }

    private Instance relay(String name, MovedTime time) {
        return new Instance(
                name,
                time.jar(),
                Map.of("AzureWebJobsStorage", azurite.connectionString()),
                List.of(
                        time.setting(),
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
                        "-Dorgrelay.sources.hr.authentication.scheme=dangerous-none",
                        "-Dorgrelay.sources.hr.format=json",
                        "-Dorgrelay.sources.hr.future=defer",
                        "-Dorgrelay.sources.hr.mapping={'operation': body.op, 'id': body.id, 'displayName': body.name,"
                                + " 'eventId': body.event, 'occurredAt': body.at}"));
    }
}
