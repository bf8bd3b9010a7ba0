package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.TestEvents;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The packaged application is told to stop while IoT Central takes its time: two processes, one of them the sandbox. */
class ShutdownIT {

    private static final Duration START = Duration.ofSeconds(60);

    private static final List<Process> PROCESSES = new ArrayList<>();
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static int central;

    private int relay;
    private Process instance;

    @BeforeAll
    static void startTheSandbox() throws IOException {
        central = PackagedApplication.freePort();
        run(central, "-Dorgrelay.sandbox.enabled=true");
    }

    @BeforeEach
    void start() throws IOException {
        relay = PackagedApplication.freePort();
        instance = run(
                relay,
                "-Dorgrelay.applications.default.url=http://127.0.0.1:" + central + "/sandbox",
                "-Dorgrelay.applications.default.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                "-Dorgrelay.applications.default.response-timeout=30s",
                "-Dorgrelay.order.effect-within=35s",
                "-Dorgrelay.sources.default.authentication.scheme=dangerous-none",
                "-Dorgrelay.dangerous-open-functions=true");
        for (int port : List.of(central, relay)) {
            await().atMost(START).ignoreExceptions().until(() -> get(port, "/q/health/live") == 200);
        }
        CLIENT.sendAsync(request(central, "/sandbox/control").DELETE().build(), BodyHandlers.discarding())
                .join();
    }

    @AfterAll
    static void stop() {
        PROCESSES.forEach(Process::destroyForcibly);
    }

    @Test
    void whatIsInFlightIsFinishedAndNothingNewIsTaken() throws Exception {
        fault("{\"match\":\"PUT\",\"action\":\"continue\",\"delayMs\":3000}");
        CompletableFuture<HttpResponse<String>> inFlight = send("/api/events", TestEvents.created("sd-1", "One", null));
        await().atMost(START).until(() -> requestsAtCentral() == 1);

        instance.destroy();

        await().atMost(Duration.ofSeconds(3))
                .until(() -> send("/api/events", TestEvents.created("sd-2", "Two", null))
                                .join()
                                .statusCode()
                        == 503);
        assertThat(inFlight).isNotDone();
        HttpResponse<String> refused =
                send("/api/events", TestEvents.created("sd-3", "Three", null)).join();
        assertThat(refused.headers().firstValue("Retry-After")).contains("10");
        assertThat(refused.body()).contains("about to stop");
        HttpResponse<String> function =
                send("/eventgrid", "{\"Data\":{\"event\":{}},\"Metadata\":{}}").join();
        assertThat(function.statusCode()).isEqualTo(503);
        assertThat(function.headers().firstValue("Retry-After")).contains("10");
        HttpResponse<String> answer = inFlight.get(10, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"applied\"");
        assertExit(Duration.ofSeconds(5));
    }

    @Test
    void whatCannotBeFinishedInTimeIsAnsweredAllTheSame() throws Exception {
        fault("{\"match\":\"PUT\",\"action\":\"hang\"}");
        CompletableFuture<HttpResponse<String>> inFlight =
                send("/api/events", TestEvents.created("sd-4", "Four", null));
        await().atMost(START).until(() -> requestsAtCentral() == 1);

        instance.destroy();

        HttpResponse<String> answer = inFlight.get(12, TimeUnit.SECONDS);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("\"deferred\"");
        assertExit(Duration.ofSeconds(4));
    }

    /** By SIGTERM, and not by whoever loses patience: 128 + 15. */
    private void assertExit(Duration within) throws InterruptedException {
        assertThat(instance.waitFor(within.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(instance.exitValue()).isEqualTo(143);
    }

    private static Process run(int port, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of("-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        all.addAll(List.of(settings));
        Process process = PackagedApplication.with(List.of("-Xmx256m"), all)
                .redirectOutput(Path.of("target", "shutdown-" + port + ".log").toFile())
                .start();
        PROCESSES.add(process);
        return process;
    }

    private void fault(String rule) {
        HttpRequest request = request(central, "/sandbox/control/faults")
                .PUT(BodyPublishers.ofString("[" + rule + "]"))
                .build();
        assertThat(CLIENT.sendAsync(request, BodyHandlers.ofString()).join().statusCode())
                .isEqualTo(200);
    }

    private int requestsAtCentral() {
        String state = CLIENT.sendAsync(request(central, "/sandbox/control").build(), BodyHandlers.ofString())
                .join()
                .body();
        return state.contains("\"create\":1") ? 1 : 0;
    }

    private CompletableFuture<HttpResponse<String>> send(String path, String body) {
        return CLIENT.sendAsync(
                request(relay, path).POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
    }

    private int get(int port, String path) {
        return CLIENT.sendAsync(request(port, path).build(), BodyHandlers.discarding())
                .join()
                .statusCode();
    }

    private static HttpRequest.Builder request(int port, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("content-type", "application/json");
    }
}
