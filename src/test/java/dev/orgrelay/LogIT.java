package dev.orgrelay;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged application writes where no locale is set, and no collector listens at the endpoint for telemetry. */
class LogIT {

    /** Of envelopes that are no JSON object: no such word, no object, no end. */
    private static final int REASONS = 3;

    private static final String BEGINS_WITH_ITS_TIME = "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d,\\d{3} .*";

    @TempDir
    static Path directory;

    private static Process process;
    private static int port;

    @BeforeAll
    static void start() throws IOException {
        port = PackagedApplication.freePort();
        Path twice = Files.writeString(
                directory.resolve("twice.properties"),
                "orgrelay.sources.hr.authentication.secrets=an-old-key-of-hunter2\n"
                        + "orgrelay.sources.hr.authentication.secrets=a-key-of-hunter2\n");
        process = run(
                "log",
                "-Dsmallrye.config.locations=" + twice,
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dorgrelay.sandbox.enabled=true",
                "-Dorgrelay.sources.default.authentication.scheme=dangerous-none",
                "-Dorgrelay.sources.hr.preset=workos",
                "-Dotel.exporter.otlp.endpoint=http://127.0.0.1:" + PackagedApplication.freePort(),
                "-Dotel.bsp.schedule.delay=100",
                "-Dotel.metric.export.interval=100");
        await().atMost(Duration.ofSeconds(60)).until(() -> count("log", "started in") == 1);
    }

    @AfterAll
    static void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    @Test
    void theStartSaysWhatThisInstanceDoesAndNothingSecret() throws IOException {
        assertThat(lines("log").stream()
                        .filter(line -> line.contains("StartNotice"))
                        .map(line -> line.substring(line.indexOf(") ") + 2))
                        .toList())
                .hasSizeBetween(8, 12)
                .contains(
                        "application default: http://127.0.0.1:" + port + "/sandbox with api-token",
                        "source default: scheme dangerous-none, no mapping, no snapshot, to application default",
                        "source hr: preset workos, scheme workos, a mapping, no snapshot, to application default",
                        "ledger: memory",
                        "journal: memory",
                        "operator paths: closed, set orgrelay.operator-key to open them",
                        "DANGEROUS-NONE: orgrelay.sources.default.authentication.scheme=dangerous-none")
                .anyMatch(line -> line.startsWith("SANDBOX: "))
                .noneMatch(line -> line.startsWith("DANGEROUS-OPEN-FUNCTIONS")) // the sandbox sets it
                .anyMatch(line -> line.startsWith("to try it: curl http://localhost:" + port + "/api/events/default "));
        assertThat(lines("log")).anyMatch(line -> line.contains("Duplicate value found"));
        assertThat(lines("log")).noneMatch(line -> line.contains("hunter") || line.contains("SharedAccessSignature"));
    }

    @Test
    void whatIsTurnedAwayIsALineWithoutWhatProvesTheSender() throws IOException {
        for (int i = 0; i < 3; i++) {
            given().port(port)
                    .contentType("application/json")
                    .header("workos-signature", "t=1,v1=hunter2hunter2")
                    .body("{}")
                    .post("/api/events/hr")
                    .then()
                    .statusCode(401);
        }

        await().until(() -> count("log", "turned away a request from hr with 401: ") == 1);
        assertThat(lines("log")).noneMatch(line -> line.contains("hunter"));
    }

    @Test
    void lettersBeyondAsciiAreWrittenAsUtf8() throws IOException {
        given().port(port)
                .contentType("application/cloudevents+json; charset=utf-8")
                .body(TestEvents.created("utf8", "Name", null).replaceFirst("\"id\":\"", "\"id\":\"Zürich-東京-"))
                .post("/api/events")
                .then()
                .statusCode(200);

        await().untilAsserted(() -> assertThat(lines("log"))
                .anyMatch(line -> line.contains("applied create utf8") && line.contains("event Zürich-東京-")));
    }

    @Test
    void whatStopsTheStartIsWrittenAsUtf8() throws Exception {
        Path settings = Files.writeString(directory.resolve("wrong.properties"), "orgrelay.sources.hr.format=jsön\n");

        Process wrong = run("wrong", "-Dsmallrye.config.locations=" + settings);

        assertThat(wrong.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(lines("wrong")).anyMatch(line -> line.contains("orgrelay.sources.hr.format = jsön: allowed are "));
    }

    /** The same reason is told once, whichever function it is. */
    @Test
    void aMalformedEnvelopeIsOneLine() throws IOException {
        List<String> malformed = List.of("no json", "[]", "{\"Data\":5}", "\"text\"", "{\"Data\":{\"event\":");
        for (String function : List.of("/eventgrid", "/apply")) {
            for (String envelope : malformed) {
                given().port(port)
                        .contentType("application/json")
                        .body(envelope)
                        .post(function)
                        .then()
                        .statusCode(400);
            }
        }

        await().until(() -> count("log", "Failed to unmarshal input: ") == 2
                && count("log", "turned away a request from default with 400: ") == REASONS);
        assertThat(lines("log"))
                .allMatch(line -> line.matches(BEGINS_WITH_ITS_TIME))
                .anyMatch(line -> line.contains("Failed to unmarshal input: "))
                .anyMatch(line -> line.contains("turned away a request from default with 400: "));
    }

    @Test
    void aCollectorThatCannotBeReachedIsOneLine() throws IOException {
        await().until(() -> count("log", "Failed to export metrics") > 0);

        assertThat(lines("log")).allMatch(line -> line.matches(BEGINS_WITH_ITS_TIME));
    }

    private static Process run(String log, String... settings) throws IOException {
        ProcessBuilder builder = PackagedApplication.with(List.of(), List.of(settings));
        builder.environment().keySet().removeIf(name -> name.equals("LANG") || name.startsWith("LC_"));
        return builder.redirectOutput(directory.resolve(log).toFile()).start();
    }

    private static long count(String log, String text) throws IOException {
        return lines(log).stream().filter(line -> line.contains(text)).count();
    }

    private static List<String> lines(String log) throws IOException {
        return Files.readAllLines(directory.resolve(log));
    }
}
