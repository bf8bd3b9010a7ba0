package dev.orgrelay.telemetry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.orgrelay.PackagedApplication;
import dev.orgrelay.http.TestEvents;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application as it is without an endpoint for telemetry, with its log in JSON, after its first event. */
class QuietStartIT {

    private static final String INVOCATION = "5f1c0a9e-0000-4000-8000-000000000002";

    @TempDir
    static Path directory;

    private static Process process;
    private static List<String> classesOfStart;

    @BeforeAll
    static void takeAnEvent() throws IOException {
        int port = PackagedApplication.freePort();
        process = PackagedApplication.with(
                        List.of("-Xlog:class+load:file=" + directory.resolve("classes")),
                        List.of(
                                "-Dorgrelay.sandbox.enabled=true",
                                "-Dorgrelay.sources.default.authentication.scheme=dangerous-none",
                                "-Dquarkus.log.console.json.enabled=true",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port))
                .redirectOutput(directory.resolve("log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(60)).until(() -> text("log").contains("started in"));
        classesOfStart = PackagedApplication.isNative() ? List.of() : Files.readAllLines(directory.resolve("classes"));
        given().port(port)
                .header("X-Azure-Functions-InvocationId", INVOCATION)
                .contentType("application/cloudevents+json")
                .body(TestEvents.created("quiet", "A quiet one", null))
                .post("/api/events")
                .then()
                .statusCode(200);
        await().until(() -> text("log").contains("applied create"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        if (process != null) {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void notOneClassOfOpenTelemetryIsLoaded() throws IOException {
        assumeThat(PackagedApplication.isNative())
                .as("a native executable loads no classes")
                .isFalse();
        List<String> classes = Files.readAllLines(directory.resolve("classes"));

        assertThat(classes).anyMatch(line -> line.contains("dev.orgrelay.telemetry.Telemetry "));
        assertThat(classes).noneMatch(line -> line.contains("io.opentelemetry"));
    }

    /** Most of the processor time of a start on a JVM goes by the number of classes; the bounds leave room for a third more. */
    @Test
    void aStartLoadsNoMoreClassesThanItMay() {
        assumeThat(PackagedApplication.isNative())
                .as("a native executable loads no classes")
                .isFalse();

        assertThat(classesOfStart).hasSizeBetween(1_000, 8_500);
        assertThat(classesOfStart.stream().filter(line -> line.contains(" dev.orgrelay.")))
                .hasSizeBetween(100, 1_100);
    }

    @Test
    void theLineOfAChangeHasItsFields() throws IOException {
        JsonNode line = new ObjectMapper()
                .readTree(Files.readAllLines(directory.resolve("log")).stream()
                        .filter(text -> text.contains("applied create"))
                        .findFirst()
                        .orElseThrow());

        assertThat(line.path("message").textValue()).startsWith("applied create quiet from default in ");
        JsonNode fields = line.path("mdc");
        assertThat(fields.path("outcome").textValue()).isEqualTo("applied");
        assertThat(fields.path("operation").textValue()).isEqualTo("create");
        assertThat(fields.path("source").textValue()).isEqualTo("default");
        assertThat(fields.path("application").textValue()).isEqualTo("default");
        assertThat(fields.path("organization").textValue()).isEqualTo("quiet");
        assertThat(fields.path("durationMs").textValue()).matches("[0-9]+");
        assertThat(fields.path("eventId").textValue()).startsWith("created-");
        assertThat(fields.path("invocationId").textValue()).isEqualTo(INVOCATION);
    }

    @Test
    void everyLineIsJson() throws IOException {
        for (String line : Files.readAllLines(directory.resolve("log"))) {
            assertThat(new ObjectMapper().readTree(line).path("message").isTextual())
                    .isTrue();
        }
    }

    @Test
    void nothingIsWarnedOf() throws IOException {
        assertThat(text("log")).doesNotContain("\"level\":\"WARN\"", "\"level\":\"ERROR\"");
    }

    private static String text(String file) throws IOException {
        return Files.readString(directory.resolve(file));
    }
}
