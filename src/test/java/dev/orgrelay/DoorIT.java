package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.RawConnection;
import dev.orgrelay.http.TestEvents;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers can cost a program with 128 MB of memory: bytes in flight, connections, and processor time for what is refused. The figures are printed. */
class DoorIT {

    private static final int CONNECTIONS = 1_000;
    private static final int MOST_CONNECTIONS = 1_500;
    private static final byte[] BODY = "x".repeat(900_000).getBytes(StandardCharsets.US_ASCII);
    private static final int FORM_FIELDS = 157_500;
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private static RunningProgram program;

    @BeforeAll
    static void start() throws IOException {
        program = new RunningProgram(
                "door",
                "128m",
                Map.of(
                        "orgrelay.sandbox.enabled", "true",
                        "orgrelay.max-connections", Integer.toString(MOST_CONNECTIONS),
                        "orgrelay.sources.default.authentication.scheme", "dangerous-none",
                        "orgrelay.sources.signed.authentication.scheme", "standard-webhooks",
                        "orgrelay.sources.signed.authentication.secrets", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @Test
    void aThousandUnfinishedBodiesStopNobody() throws Exception {
        warmUp();
        Duration before = program.cpu();
        Liveness arriving = new Liveness();
        try (Strangers strangers = new Strangers()) {
            strangers.sendUnfinishedBodies(CONNECTIONS);
            arriving.stop();
            Liveness beside = new Liveness();
            await().atMost(Duration.ofSeconds(30)).until(beside::hasBeenAskedOften);
            beside.stop();
            System.out.printf(
                    "%d connections with unfinished bodies, 128 MB: liveness while they arrive %s; beside them %s; they cost %d ms of processor time%n",
                    CONNECTIONS, arriving, beside, program.cpu().minus(before).toMillis());
            assertThat(program.isAlive()).isTrue();
            assertThat(program.cpu().minus(before))
                    .isLessThan(Duration.ofMillis(5).multipliedBy(CONNECTIONS));
            assertThat(beside.percentile(50)).isLessThan(Duration.ofMillis(100));
        }
        assertThat(send("/api/events", TestEvents.created("door-after", "After", null)))
                .as("at once")
                .isEqualTo(200);
    }

    @Test
    void moreConnectionsThanThereMayBeStopNobody() throws Exception {
        Liveness arriving = new Liveness();
        try (Strangers strangers = new Strangers()) {
            for (int i = 0; i < 2 * MOST_CONNECTIONS; i++) {
                strangers.add("GET /q/health/li", 0);
            }
            arriving.stop();
            System.out.printf(
                    "%d connections with unfinished heads, %d allowed: liveness while they arrive %s%n",
                    2 * MOST_CONNECTIONS, MOST_CONNECTIONS, arriving);
            assertThat(program.get("/q/health/live")).isEqualTo(200);
            assertThat(arriving.percentile(50)).isLessThan(Duration.ofMillis(100));
        }
    }

    @Test
    void aHundredThousandRequestsAtOnceOnOneConnectionStopNobody() throws Exception {
        warmUp();
        Liveness beside = new Liveness();
        byte[] many = RawConnection.head("GET /nowhere HTTP/1.1").repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (RawConnection stranger = new RawConnection(program.port())) {
            Thread reading = new Thread(() -> drain(stranger));
            reading.start();
            for (int i = 0; i < 100; i++) {
                stranger.send(many);
            }
        }
        beside.stop();
        System.out.println("100000 requests at once on one connection: liveness beside them " + beside);
        assertThat(beside.percentile(50)).isLessThan(Duration.ofMillis(100));
    }

    @Test
    void aRefusedFormCostsWhatARefusedJsonBodyCosts() throws Exception {
        String form = "a=1&".repeat(FORM_FIELDS);
        String json = "[" + "123,".repeat(FORM_FIELDS - 1) + "1]";
        refused("/api/events/signed", "application/json", json, 30);
        refused("/api/events/signed", "application/x-www-form-urlencoded", form, 30);

        Duration ofJson = refused("/api/events/signed", "application/json", json, 150);
        Duration ofForm = refused("/api/events/signed", "application/x-www-form-urlencoded", form, 150);
        Duration early = refused("/api/events/nobody", "application/json", json, 150);
        Duration small = refused("/api/events/nobody", "application/json", "{}", 3_000);

        System.out.printf(
                "processor time of a refused request: 630 kB of JSON %d µs, as a form %d µs, to no source %d µs; 2 bytes to no source %d µs%n",
                micros(ofJson), micros(ofForm), micros(early), micros(small));
        assertThat(ofForm).isLessThan(ofJson.multipliedBy(3).plusMillis(1));
        assertThat(early).isLessThan(ofJson.multipliedBy(2).plusMillis(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/events HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", "GET /"})
    void aByteNowAndThenDoesNotKeepAConnection(String beginning) throws Exception {
        try (RawConnection slow = new RawConnection(program.port())) {
            long start = System.nanoTime();
            slow.send(beginning);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        slow.send("x");
                        return slow.isAnswered();
                    });

            assertThat(slow.status()).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
        }
    }

    /** As in a program that runs for some minutes already. */
    private static void warmUp() throws Exception {
        for (int i = 0; i < 3; i++) {
            try (Strangers strangers = new Strangers()) {
                strangers.sendUnfinishedBodies(CONNECTIONS / 2);
                assertThat(program.get("/q/health/live")).isEqualTo(200);
            }
        }
    }

    private static void drain(RawConnection connection) {
        try {
            connection.rest();
        } catch (IOException closed) {
            // it was enough
        }
    }

    /** What has to be read before it can be refused. */
    private static String signed(String line, int length) {
        return RawConnection.head(
                line,
                "webhook-id: a",
                "webhook-timestamp: " + Instant.now().getEpochSecond(),
                "webhook-signature: v1,bm90aGluZw==",
                "Content-Length: " + length);
    }

    /** The processor time of one. */
    private static Duration refused(String path, String type, String body, int times) throws Exception {
        Duration before = program.cpu();
        for (int i = 0; i < times; i++) {
            HttpResponse<String> answer = CLIENT.send(
                    program.request(path)
                            .header("Content-Type", type)
                            .header("webhook-id", "a")
                            .header(
                                    "webhook-timestamp",
                                    Long.toString(Instant.now().getEpochSecond()))
                            .header("webhook-signature", "v1,bm90aGluZw==")
                            .POST(BodyPublishers.ofString(body))
                            .build(),
                    BodyHandlers.ofString());
            assertThat(answer.statusCode()).isIn(401, 404);
        }
        return program.cpu().minus(before).dividedBy(times);
    }

    private static int send(String path, String event) throws Exception {
        return CLIENT.send(
                        program.request(path)
                                .header("Content-Type", "application/cloudevents+json")
                                .POST(BodyPublishers.ofString(event))
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private static long micros(Duration duration) {
        return duration.toNanos() / 1_000;
    }

    /** Those who hold connections, by one thread, so that they leave the processors to the program. */
    private static final class Strangers implements AutoCloseable {

        private final List<RawConnection> connections = new ArrayList<>();

        void sendUnfinishedBodies(int count) {
            List<String> paths = List.of("/api/events", "/api/events/signed", "/api/events/nobody", "/nowhere");
            for (int i = 0; i < count; i++) {
                String line = "POST " + paths.get(i % paths.size()) + " HTTP/1.1";
                add(signed(line, 1_000_000), i % 8 < 4 ? BODY.length : 3_000);
            }
        }

        void add(String head, int bytes) {
            try {
                RawConnection connection = new RawConnection(program.port());
                connections.add(connection);
                connection.send(head).send(BODY, bytes);
            } catch (IOException closed) {
                // it has to expect that
            }
        }

        @Override
        public void close() throws IOException {
            for (RawConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** How long the liveness probe takes on a new connection, as platforms ask, again and again until it is stopped. */
    private static final class Liveness {

        private final List<Duration> took = new CopyOnWriteArrayList<>();
        private final AtomicBoolean isOver = new AtomicBoolean();
        private final Thread asking = new Thread(this::ask);

        Liveness() {
            asking.start();
        }

        private void ask() {
            while (!isOver.get()) {
                long start = System.nanoTime();
                try (RawConnection probe = new RawConnection(program.port())) {
                    probe.send(RawConnection.head("GET /q/health/live HTTP/1.1", "Connection: close"));
                    assertThat(probe.status()).isEqualTo(200);
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
                took.add(Duration.ofNanos(System.nanoTime() - start));
            }
        }

        boolean hasBeenAskedOften() {
            return took.size() >= 100;
        }

        void stop() throws InterruptedException {
            isOver.set(true);
            asking.join();
        }

        Duration percentile(int percent) {
            return took.stream().sorted().toList().get((took.size() - 1) * percent / 100);
        }

        @Override
        public String toString() {
            return "p50 " + percentile(50).toMillis() + " ms, p90 "
                    + percentile(90).toMillis() + " ms, p99 " + percentile(99).toMillis() + " ms, longest "
                    + percentile(100).toMillis() + " ms of " + took.size();
        }
    }
}
