package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.orgrelay.LogLines;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody without the right key sends as fast as he can: what mattered before stays, and neither memory nor log grows. */
@QuarkusTest
@TestProfile(FloodTest.OfStrangers.class)
class FloodTest {

    private static final int REQUESTS = Boolean.getBoolean("test.long") ? 10_000 : 2_000;
    private static final int AT_ONCE = 20;
    private static final long MOST_GROWTH = 24L * 1024 * 1024;
    private static final String KEY = "a-key-of-hunter2";

    @Inject
    HeldMinutes minutes;

    @TestHTTPResource("/api/events/")
    URI events;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        minutes.elapse();
    }

    @Test
    void whatMatteredBeforeIsKeptAndMemoryIsFlat() throws Exception {
        for (int i = 0; i < 50; i++) {
            given().header("x-api-key", KEY)
                    .contentType("application/cloudevents+json")
                    .body(created("fl-" + i, "Before", null))
                    .post("/api/events/hr")
                    .then()
                    .statusCode(200);
        }
        flood(REQUESTS / 4, i -> "hr", 401);
        long used = used();
        int before = turnedAway();

        flood(REQUESTS, i -> "hr", 401);

        assertThat(used() - used).isLessThan(MOST_GROWTH);
        assertThat(turnedAway() - before).isEqualTo(REQUESTS);
        for (int i = 0; i < 50; i++) {
            given().get("/api/deliveries?source=hr&outcome=applied&organization=fl-" + i)
                    .then()
                    .body("value.size()", equalTo(1));
        }
        given().get("/api/deliveries?outcome=turned-away&limit=200")
                .then()
                .body("value.size()", equalTo(200))
                .body("next", equalTo(null));
    }

    @Test
    void theLogHasALineForEachReasonAndThenACount() throws Exception {
        try (LogLines log = new LogLines("dev.orgrelay")) {
            flood(100, i -> "hr", 401);
            assertThat(log.with("turned away a request")).hasSize(1);
            assertThat(log.with("turned away a request").get(0))
                    .startsWith("INFO turned away a request from hr with 401: ");

            minutes.elapse();
            assertThat(log.with("turned away 99 more requests from hr with 401: "))
                    .hasSize(1);

            flood(10, i -> "hr", 401);
            minutes.elapse();
            minutes.elapse();
            assertThat(log.with("turned away 9 more requests from hr with 401: "))
                    .hasSize(1);
            assertThat(log.with("turned away a request")).hasSize(2);
            assertThat(log.all().toString()).doesNotContain("wrong-key");
        }
    }

    @Test
    void namesThatStrangersInventDoNotFillTheLog() throws Exception {
        try (LogLines log = new LogLines("dev.orgrelay")) {
            flood(200, i -> "nobody-" + i, 404);
            minutes.elapse();

            assertThat(log.with("turned away")).hasSizeLessThanOrEqualTo(60);
            assertThat(log.with("for other reasons")).isNotEmpty();
        }
    }

    private void flood(int requests, IntFunction<String> source, int status) throws Exception {
        for (int sent = 0; sent < requests; sent += AT_ONCE) {
            CompletableFuture<?>[] together = IntStream.range(sent, Math.min(sent + AT_ONCE, requests))
                    .mapToObj(i -> client.sendAsync(request(source.apply(i)), BodyHandlers.discarding())
                            .thenAccept(
                                    answer -> assertThat(answer.statusCode()).isEqualTo(status)))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(together).get();
        }
    }

    private HttpRequest request(String source) {
        return HttpRequest.newBuilder(events.resolve(source))
                .header("x-api-key", "a-wrong-key-of-somebody")
                .header("content-type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"large\":\"" + "x".repeat(2_000) + "\"}"))
                .build();
    }

    private static int turnedAway() {
        return JsonPath.from(given().get("/api/status").asString())
                .getInt("sources.find { it.name == 'hr' }.outcomes.day.'turned-away'");
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    public static class OfStrangers implements QuarkusTestProfile {

        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(HeldMinutes.class);
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(new StatusTest.OneSender().getConfigOverrides());
            for (String name : List.of("default", "emea")) {
                String key = "orgrelay.applications." + name + ".";
                settings.put(key + "url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
                settings.put(key + "api-token", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");
                settings.put(key + "requests-per-second", "1000");
                settings.put(key + "retry-for", "500ms");
                settings.put("orgrelay.sources.of-" + name + ".application", name);
                settings.put("orgrelay.sources.of-" + name + ".authentication.scheme", "dangerous-none");
            }
            return settings;
        }
    }
}
