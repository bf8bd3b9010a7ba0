package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.moved;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.orgrelay.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see of applications and sources, without anybody being called for it. */
@QuarkusTest
@TestProfile(StatusTest.OneSender.class)
class StatusTest {

    private static final String KEY = "a-key-of-hunter2";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> send(created("st-probe", "Probe", null)).statusCode() == 200);
        SandboxControl.reset();
    }

    @Test
    void livenessAndReadinessAreBelowTheApiForEverybody() {
        for (String check : List.of("live", "ready")) {
            String known = given().get("/q/health/" + check)
                    .then()
                    .statusCode(200)
                    .extract()
                    .asString();

            assertThat(given().get("/api/health/" + check)
                            .then()
                            .statusCode(200)
                            .extract()
                            .asString())
                    .isEqualTo(known);
        }
        given().get("/api/health").then().statusCode(404);
    }

    @Test
    void theStatusNamesTheInstanceAndCallsNobody() {
        int before = SandboxControl.allRequests();

        JsonPath status = status().extract().jsonPath();

        assertThat(status.getString("version")).isNotBlank();
        assertThat(status.getString("instance")).isNotBlank();
        assertThat(Instant.parse(status.getString("startedAt"))).isBefore(Instant.now());
        assertThat(SandboxControl.allRequests()).isEqualTo(before);
    }

    @Test
    void anApplicationThatAnswersIsAvailable() {
        given().get("/api/organizations").then().statusCode(200);

        status().body("applications", hasSize(1))
                .body("applications[0].name", equalTo("default"))
                .body("applications[0].state", equalTo("available"))
                .body("applications[0].detail", nullValue())
                .body("applications[0].todo", nullValue())
                .body("applications[0].organizations", equalTo(0))
                .body("applications[0].maxOrganizations", equalTo(200))
                .body("applications[0].depth", equalTo(0))
                .body("applications[0].maxDepth", equalTo(5))
                .body("applications[0].pace.waiting", equalTo(0))
                .body("applications[0].tokenEnds", equalTo("2100-01-01T00:00:00Z"));
        given().body("[" + unit("st-a", null) + "," + unit("st-b", "st-a") + "]")
                .contentType("application/json")
                .post("/api/reconcile")
                .then()
                .statusCode(200);
        given().get("/api/organizations").then().statusCode(200);
        status().body("applications[0].organizations", equalTo(2))
                .body("applications[0].depth", equalTo(2))
                .body("applications[0].lastPlan.create", equalTo(2))
                .body("applications[0].lastPlan.held", equalTo(0));
    }

    @Test
    void anOutageIsSeenWhileItLastsAndToldTwice() {
        try (LogLines log = new LogLines("dev.orgrelay.central")) {
            SandboxControl.faults("[{\"match\":\"*\",\"status\":500}]");
            await().atMost(Duration.ofSeconds(30)).until(() -> {
                send(created("st-out", "Out", null));
                return given().get("/q/health/ready").statusCode() == 503;
            });

            String since = status().body("applications[0].state", equalTo("circuit-open"))
                    .body("applications[0].detail", containsString("IoT Central answered 500"))
                    .body("applications[0].todo", containsString("see whether"))
                    .extract()
                    .path("applications[0].since");
            send(created("st-out", "Out", null));
            status().body("applications[0].since", equalTo(since));

            SandboxControl.noFaults();
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> send(created("st-well", "Well", null)).statusCode() == 200);
            status().body("applications[0].state", equalTo("available"));
            assertThat(log.with("WARN")).hasSize(2);
            assertThat(log.with("WARN").get(0)).contains("application default is bad", "500");
            assertThat(log.with("WARN").get(1)).matches("WARN application default is well again after [0-9]+ s");
        }
    }

    @Test
    void aRefusedCredentialSaysWhatToDo() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":401}]");
        send(created("st-token", "Token", null)).then().statusCode(503);

        status().body("applications[0].state", equalTo("credential-refused"))
                .body("applications[0].detail", containsString("401"))
                .body("applications[0].todo", containsString("orgrelay.applications.default.credential"));
    }

    @Test
    void aSourceShowsWhatItSentAndWhatWasTurnedAway() {
        Map<String, Integer> before = hour("hr");
        post(KEY, created("st-hr", "HR", null)).then().statusCode(200);
        post("wrong", created("st-hr2", "HR", null)).then().statusCode(401);

        status().body("sources.name", equalTo(List.of("default", "hr")))
                .body("sources[1].scheme", equalTo("header"))
                .body("sources[1].preset", nullValue())
                .body("sources[1].application", equalTo("default"))
                .body("sources[1].lastDelivery", matchesPattern("....-..-..T.*Z"))
                .body("sources[1].lastTurnedAway.at", matchesPattern("....-..-..T.*Z"))
                .body("sources[1].lastTurnedAway.reason", not(containsString("wrong")))
                .body("sources[1].outcomes.day.applied", greaterThanOrEqualTo(1));
        assertThat(hour("hr").get("applied")).isEqualTo(before.get("applied") + 1);
        assertThat(hour("hr").get("turned-away")).isEqualTo(before.get("turned-away") + 1);
    }

    @Test
    void whatIsTurnedAwayByItsHeadersIsCountedToo() {
        int before = hour("hr").get("turned-away");
        given().header("x-api-key", KEY)
                .header("content-type", "multipart/form-data; boundary=x")
                .body("{}".getBytes(StandardCharsets.UTF_8))
                .post("/api/events/hr")
                .then()
                .statusCode(415);
        post(KEY, "x".repeat(1024 * 1024 + 1)).then().statusCode(413);

        assertThat(hour("hr").get("turned-away")).isEqualTo(before + 2);
        status().body("sources[1].lastTurnedAway.reason", containsString("max-body-size"));
    }

    @Test
    void whatIsDeferredWaitsUntilItsEventComesToAnEnd() {
        int before = status().extract().path("waiting.deferred");
        String early = moved("st-late", null);
        send(early).then().statusCode(503);
        send(early).then().statusCode(503);
        status().body("waiting.deferred", equalTo(before + 1)).body("waiting.queued", equalTo(0));

        send(created("st-late", "Late", null)).then().statusCode(200);
        send(early).then().statusCode(200);

        status().body("waiting.deferred", equalTo(before));
    }

    @Test
    void deadLettersAreCountedByReason() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        send(created("st-bad1", "Bad", null)).then().statusCode(200);
        send(created("st-bad2", "Bad", null)).then().statusCode(200);

        JsonPath status = status().extract().jsonPath();

        assertThat(status.getInt("deadLetters.kept")).isGreaterThanOrEqualTo(2);
        List<Map<String, Object>> reasons = status.getList("deadLetters.byReason");
        assertThat(reasons).anySatisfy(reason -> {
            assertThat(reason.get("reason")).asString().contains("422");
            assertThat((Integer) reason.get("count")).isGreaterThanOrEqualTo(2);
        });
    }

    @Test
    void heldDeletesCarryTheCommandThatReleasesThem() {
        String all = "[" + String.join(",", units(30)) + "]";
        reconcile(all, "upsert-only").then().statusCode(200);
        String few = "[" + String.join(",", units(10)) + "]";
        String digest = reconcile(few, "sync").then().statusCode(200).extract().path("held.digest");

        status().body("held", hasSize(1))
                .body("held[0].application", equalTo("default"))
                .body("held[0].digest", equalTo(digest))
                .body("held[0].deletes", equalTo(20))
                .body("held[0].release", startsWith("curl -X POST "))
                .body("held[0].release", containsString("/api/reconcile?application=default"))
                .body("held[0].release", containsString("release=" + digest))
                .body("applications[0].lastPlan.held", equalTo(20));

        given().queryParam("policy", "sync")
                .queryParam("release", digest)
                .contentType("application/json")
                .body(few)
                .post("/api/reconcile")
                .then()
                .statusCode(200);
        status().body("held", hasSize(0));
    }

    @Test
    void peopleReadTheSameAsText() {
        send(created("st-text", "Text", null));

        String text = given().accept("text/plain")
                .get("/api/status")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .extract()
                .asString();

        assertThat(text)
                .contains("application default: available since ")
                .contains("source hr: header, to default")
                .contains("dead letters: ");
        given().queryParam("x", "1").get("/api/status").then().statusCode(400);
    }

    @Test
    void theAddressLeadsToTheConsoleWhichIsForEverybody() {
        for (String path : List.of("/", "/api/console")) {
            given().redirects()
                    .follow(false)
                    .get(path)
                    .then()
                    .statusCode(302)
                    .header("Location", equalTo("/api/console/"));
        }
        given().get("/")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/html"))
                .header("Content-Security-Policy", equalTo(ConsoleRoutes.POLICY))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .header("Cache-Control", equalTo("no-cache"))
                .body(containsString("<relay-console>"));
        given().get("/api/console/lib/lit-element.js")
                .then()
                .statusCode(200)
                .contentType(containsString("javascript"))
                .header("Content-Security-Policy", equalTo(ConsoleRoutes.POLICY));
        given().get("/api/console/nothing.js").then().statusCode(404);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/nothing").then().statusCode(404);
    }

    @Test
    void theStatusSaysWhatTheConsoleMayDo() {
        status().body("console", equalTo("on"));
    }

    @Test
    void aWrongKeyIsToldOnceAndTheSourceIsBadAfterFive() {
        try (LogLines log = new LogLines("dev.orgrelay.journal.status")) {
            post(KEY, created("st-good", "Good", null)).then().statusCode(200);
            IntStream.range(0, 8).forEach(i -> post("wrong-key-of-somebody", "{}"));
            post(KEY, created("st-good", "Better", null)).then().statusCode(200);

            assertThat(log.all().toString()).doesNotContain("wrong-key-of-somebody", KEY);
            assertThat(log.with("WARN source hr is bad")).hasSizeLessThanOrEqualTo(1);
            assertThat(log.with("with 401")).hasSizeLessThanOrEqualTo(2);
        }
    }

    private static ValidatableResponse status() {
        return given().get("/api/status").then().statusCode(200);
    }

    private static Map<String, Integer> hour(String source) {
        return status().extract().jsonPath().getMap("sources.find { it.name == '" + source + "' }.outcomes.hour");
    }

    private static Response post(String key, String event) {
        return given().header("x-api-key", key)
                .contentType("application/cloudevents+json")
                .body(event)
                .post("/api/events/hr");
    }

    private static Response reconcile(String body, String policy) {
        return given().queryParam("policy", policy)
                .contentType("application/json")
                .body(body)
                .post("/api/reconcile");
    }

    private static List<String> units(int count) {
        return IntStream.range(0, count).mapToObj(i -> unit("st-u" + i, null)).toList();
    }

    private static String unit(String id, String parent) {
        return "{\"id\":\"" + id + "\",\"displayName\":\"" + id + "\""
                + (parent == null ? "" : ",\"parent\":\"" + parent + "\"") + "}";
    }

    /** Who gives up soon. */
    public static class OneSender implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "orgrelay.applications.default.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox",
                    "orgrelay.applications.default.api-token",
                            "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                    "orgrelay.applications.default.requests-per-second", "1000",
                    "orgrelay.applications.default.response-timeout", "500ms",
                    "orgrelay.applications.default.retry-for", "1500ms",
                    "orgrelay.sources.hr.authentication.scheme", "header",
                    "orgrelay.sources.hr.authentication.header", "x-api-key",
                    "orgrelay.sources.hr.authentication.secrets", KEY);
        }
    }
}
