package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.LoadGenerator.Latencies;
import dev.orgrelay.LoadGenerator.Request;
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
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers can cost a program with 128 MB of memory: bytes in flight, connections, and processor time for what is refused. The figures are printed. */
@Tag("alone")
class DoorIT {

    private static final int CONNECTIONS = 1_000;
    private static final int MOST_CONNECTIONS = 1_500;
    private static final byte[] BODY = "x".repeat(900_000).getBytes(StandardCharsets.US_ASCII);
    private static final int PER_SECOND = 1_000;
    private static final boolean IS_QUIET = Boolean.getBoolean("measure");
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

    /**
     * To a warm program, they arrive within a second. What a probe may take at most holds on a machine that does nothing else: {@code -Dmeasure=true} asks for that,
     * with more rounds to warm up.
     */
    @Test
    void aThousandUnfinishedBodiesStopNobody() throws Exception {
        warmUp(IS_QUIET ? 10 : 4);
        Duration before = program.cpu();
        try (LoadGenerator strangers = strangers()) {
            Latencies arriving = strangers.send(unfinishedBodies(CONNECTIONS), PER_SECOND);
            Latencies beside = strangers.probe(Duration.ofSeconds(1));
            Duration cpu = program.cpu().minus(before);
            System.out.printf(
                    "%d connections with unfinished bodies, %d a second, 128 MB: liveness while they arrive %s; beside them %s; they cost %d ms of processor time%n",
                    CONNECTIONS, PER_SECOND, arriving, beside, cpu.toMillis());
            assertThat(program.isAlive()).isTrue();
            assertThat(cpu).isLessThan(Duration.ofMillis(5).multipliedBy(CONNECTIONS));
            assertIsFast(arriving);
            assertIsFast(beside);
        }
        long start = System.nanoTime();
        assertThat(send("/api/events", TestEvents.created("door-after", "After", null)))
                .as("at once")
                .isEqualTo(200);
        System.out.printf(
                "once they are gone, an event is answered within %d ms%n",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    @Test
    void moreConnectionsThanThereMayBeStopNobody() throws Exception {
        try (LoadGenerator strangers = strangers()) {
            Latencies arriving = strangers.send(
                    Collections.nCopies(2 * MOST_CONNECTIONS, new Request("GET /q/health/li", 0)), PER_SECOND);
            System.out.printf(
                    "%d connections with unfinished heads, %d allowed, %d a second: liveness while they arrive %s%n",
                    2 * MOST_CONNECTIONS, MOST_CONNECTIONS, PER_SECOND, arriving);
            assertThat(program.get("/q/health/live")).isEqualTo(200);
            assertIsFast(arriving);
        }
    }

    @Test
    void aHundredThousandRequestsAtOnceOnOneConnectionStopNobody() throws Exception {
        warmUp(1);
        byte[] many = RawConnection.head("GET /nowhere HTTP/1.1").repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        try (RawConnection stranger = new RawConnection(program.port());
                LoadGenerator probes = strangers()) {
            Thread reading = new Thread(() -> drain(stranger));
            Thread sending = new Thread(() -> send(stranger, many, 100));
            reading.start();
            sending.start();
            Latencies beside = probes.probe(Duration.ofSeconds(2));
            System.out.println("100000 requests at once on one connection: liveness beside them " + beside);
            assertIsFast(beside);
        }
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

    /** As in a program that runs for some minutes already: by then its code is compiled. */
    private static void warmUp(int rounds) throws Exception {
        assertThat(send("/api/events", TestEvents.created("door-before", "Before", null)))
                .isEqualTo(200);
        for (int i = 0; i < rounds; i++) {
            try (LoadGenerator strangers = strangers()) {
                strangers.send(unfinishedBodies(CONNECTIONS), PER_SECOND);
            }
        }
    }

    private static void assertIsFast(Latencies liveness) {
        assertThat(IS_QUIET ? liveness.longest() : liveness.percentile(90)).isLessThan(Duration.ofMillis(100));
    }

    private static LoadGenerator strangers() {
        return new LoadGenerator(program.port(), BODY);
    }

    /** To sources that would read them, that see a wrong signature first, and to nobody; half of them larger than what is kept. */
    private static List<Request> unfinishedBodies(int count) {
        List<String> paths = List.of("/api/events", "/api/events/signed", "/api/events/nobody", "/nowhere");
        return IntStream.range(0, count)
                .mapToObj(i -> new Request(
                        signed("POST " + paths.get(i % paths.size()) + " HTTP/1.1", 1_000_000),
                        i % 8 < 4 ? BODY.length : 3_000))
                .toList();
    }

    private static void send(RawConnection connection, byte[] bytes, int times) {
        try {
            for (int i = 0; i < times; i++) {
                connection.send(bytes);
            }
        } catch (IOException closed) {
            // it was enough
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
}
