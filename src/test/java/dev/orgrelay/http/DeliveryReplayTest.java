package dev.orgrelay.http;

import static dev.orgrelay.http.JournalOf.idOf;
import static dev.orgrelay.http.JournalOf.ids;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was delivered is read again with the settings of today, one delivery or all that a filter leaves, and nothing is done twice. */
@QuarkusTest
@TestProfile(ConnectionsTest.Few.class)
class DeliveryReplayTest {

    private static final String KEY = "a-key-of-hunter2";
    private static int runs;

    private final String run = "dr" + ++runs + "-";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        JsonNode letters = Json.read(given().get("/api/dead-letters?limit=100").asString());
        letters.path("value").forEach(letter -> given().delete(
                        "/api/dead-letters/" + letter.path("id").asText()));
    }

    @Test
    void whatItsMappingCouldNotReadIsAppliedOnceItCan() {
        long soon = System.currentTimeMillis() + 2_000;
        send("strict", unit("late", soon)).statusCode(400);
        String id = idOf("source=strict&status=400&limit=1");

        await().atMost(Duration.ofSeconds(20)).until(() -> replay(id).statusCode() == 200);

        assertThat(SandboxControl.organization(run + "late")).contains("late below Groups/7, unit under null");
        replay(id).then().statusCode(200).body("outcomes[0].outcome", equalTo("duplicate"));
        JournalOf.delivery(ids("kind=replay&limit=1").get(0))
                .body("source", equalTo("strict"))
                .body("kind", equalTo("replay"))
                .body("path", equalTo("/api/deliveries/" + id + "/replay"))
                .body("outcomes[0].outcome", equalTo("duplicate"))
                .body("messages[0].mapped.id", equalTo(run + "late"));
    }

    @Test
    void itCountsAsReceivedWhenItWasReceived() {
        send("loose", unit("first", 0)).statusCode(200);
        String older = idOf("source=loose&limit=1&organization=" + run + "first");
        send("loose", unit("first", 0).replace("\"name\":\"first\"", "\"name\":\"newer\""))
                .statusCode(200);

        replay(older).then().statusCode(200).body("outcomes[0].outcome", equalTo("stale"));

        assertThat(SandboxControl.organization(run + "first")).contains("newer under null");
    }

    @Test
    void theIdThatASignatureCoversStaysTheIdOfTheEvent() {
        given().header("x-api-key", KEY)
                .header("x-id", run + "event")
                .contentType("application/json")
                .body(unit("known", 0))
                .post("/api/events/numbered")
                .then()
                .statusCode(200)
                .body("outcomes[0].eventId", equalTo(run + "event"));

        replay(idOf("event=" + run + "event"))
                .then()
                .body("outcomes[0].outcome", equalTo("duplicate"))
                .body("outcomes[0].eventId", equalTo(run + "event"));
    }

    @Test
    void aDryRunChangesNothing() {
        send("loose", unit("dry", 0)).statusCode(200);
        String id = idOf("organization=" + run + "dry");
        given().delete("/sandbox/control");

        given().post("/api/deliveries/" + id + "/replay?dryRun=true")
                .then()
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("source", equalTo("loose"))
                .body("outcomes[0].operation", equalTo("create"));

        assertThat(SandboxControl.requests()).containsEntry("create", 0);
    }

    @Test
    void aMessageOfTheQueueAndOneOfEventGridAreReadAgain() {
        String event = TestEvents.created(run + "grid", "Grid", null);
        invoke("eventgrid", event);
        replay(idOf("kind=event-grid&organization=" + run + "grid"))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("duplicate"));
        invoke(
                "apply",
                "{\"change\":\"create\",\"application\":\"default\",\"organization\":\"%squeue\",\"displayName\":\"Queue\",\"provenance\":{\"source\":\"by-hand\",\"operation\":\"create\",\"eventId\":\"%s\",\"receivedAt\":\"2026-11-23T10:00:00Z\"}}"
                        .formatted(run, run));
        replay(idOf("kind=queue&organization=" + run + "queue"))
                .then()
                .statusCode(200)
                .body("source", equalTo("by-hand"))
                .body("outcomes[0].outcome", equalTo("duplicate"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            operator | a delivery of kind 'operator' is no message
            discreet | its body was not kept
            large    | its body was not kept, or not whole
            planned  | its sender asked for a dry run
            """)
    void whatIsNotThereToBeReadAgainIsRefused(String which, String reason) {
        String organization = run + which;
        switch (which) {
            case "operator" ->
                given().contentType("application/json")
                        .body("{\"displayName\":\"By hand\"}")
                        .put("/api/organizations/" + organization);
            case "discreet" -> send("replayed-discreet", unit(which, 0));
            case "large" -> send("loose", unit(which, 0).replace("{", "{\"x\":\"" + "x".repeat(20_000) + "\","));
            default -> send("loose?dryRun=true", unit(which, 0));
        }

        replay(idOf("organization=" + organization))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString(reason));
    }

    @Test
    void whatWasNeverThereIsNotFound() {
        replay("01a22a2c-e3d8-7000-bf81-980151a46109").then().statusCode(404);
        replay("x").then().statusCode(404);
    }

    @Test
    void allThatAFilterLeavesIsReadAgainOldestFirst() {
        long soon = System.currentTimeMillis() + 2_000;
        for (int i = 1; i <= 3; i++) {
            send("strict-all", unit("all" + i, soon)).statusCode(400);
        }
        List<String> newestFirst = ids("source=strict-all&outcome=turned-away");
        await().until(() -> System.currentTimeMillis() > soon);

        List<JsonNode> dry = bulk("/api/deliveries/replay?source=strict-all&dryRun=true");
        assertThat(summary(dry).path("planned").asInt()).isEqualTo(3);
        assertThat(summary(dry).path("dryRun").asBoolean()).isTrue();
        assertThat(SandboxControl.requests()).containsEntry("create", 0);

        List<JsonNode> lines = bulk("/api/deliveries/replay?source=strict-all&outcome=turned-away&limit=2");
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0).path("id").asText()).isEqualTo(newestFirst.get(2));
        assertThat(lines.get(1).path("id").asText()).isEqualTo(newestFirst.get(1));
        assertThat(lines.get(1).at("/outcomes/0/outcome").asText()).isEqualTo("applied");
        assertThat(summary(lines).toString())
                .isEqualTo("{\"replayed\":2,\"applied\":2,\"duplicate\":0,\"stale\":0,\"refused\":0,\"deferred\":0,"
                        + "\"queued\":0,\"ignored\":0,\"planned\":0,\"failed\":0,\"remaining\":1,\"next\":\""
                        + newestFirst.get(1) + "\",\"stopped\":\"limit\"}");

        List<JsonNode> rest = bulk("/api/deliveries/replay?source=strict-all&outcome=turned-away&cursor="
                + summary(lines).path("next").asText());
        assertThat(rest).hasSize(2);
        assertThat(rest.get(0).path("id").asText()).isEqualTo(newestFirst.get(0));
        assertThat(summary(rest).path("applied").asInt()).isEqualTo(1);
        assertThat(summary(rest).path("remaining").asInt()).isZero();
        assertThat(summary(rest).path("stopped").isNull()).isTrue();
        assertThat(summary(rest).path("next").isNull()).isTrue();
        assertThat(ids("kind=replay&source=strict-all&outcome=applied")).hasSize(3);
        assertThat(ids("kind=operator&limit=1")).hasSize(1);
    }

    @Test
    void itStopsWhenNothingButTheSameFailureComesOfIt() {
        for (int i = 0; i < 13; i++) {
            send("strict-stop", unit("stop" + i, 4_000_000_000_000L)).statusCode(400);
        }

        List<JsonNode> lines = bulk("/api/deliveries/replay?source=strict-stop");

        assertThat(lines).hasSize(11);
        assertThat(lines.get(0).at("/problem/status").asInt()).isEqualTo(400);
        assertThat(lines.get(0).at("/problem/detail").asText()).contains("too young");
        assertThat(summary(lines).path("failed").asInt()).isEqualTo(10);
        assertThat(summary(lines).path("remaining").asInt()).isEqualTo(3);
        assertThat(summary(lines).path("stopped").asText()).isEqualTo("failures");
        List<JsonNode> rest = bulk("/api/deliveries/replay?source=strict-stop&cursor="
                + summary(lines).path("next").asText());
        assertThat(rest).hasSize(4);
    }

    @Test
    void lettersOfAWrongMappingAreReadAgainAndTheRestStays() {
        long soon = System.currentTimeMillis() + 2_000;
        for (int i = 0; i < 3; i++) {
            refused(unit("letter" + i, soon));
        }
        refused(unit("letter-never", 4_000_000_000_000L));
        await().until(() -> System.currentTimeMillis() > soon);

        List<JsonNode> lines = bulk("/api/dead-letters/replay?source=replayed-young");

        assertThat(lines).hasSize(5);
        assertThat(summary(lines).path("replayed").asInt()).isEqualTo(4);
        assertThat(summary(lines).path("applied").asInt()).isEqualTo(3);
        assertThat(summary(lines).path("refused").asInt()).isEqualTo(1);
        for (int i = 0; i < 3; i++) {
            assertThat(lines.get(i).at("/outcomes/0/organization").asText()).isEqualTo(run + "letter" + i);
        }
        assertThat(lines.get(3).at("/outcomes/0/outcome").asText()).isEqualTo("refused");
        given().get("/api/dead-letters?source=replayed-young").then().body("value.size()", equalTo(1));
        assertThat(bulk("/api/dead-letters/replay?source=replayed-young&cursor=2099-01-01T00:00:00Z_x"))
                .hasSize(1);
    }

    @Test
    void whoeverHangsUpStopsItAfterWhatIsUnderWay() throws Exception {
        long from = System.currentTimeMillis() + 3_000;
        for (int i = 0; i < 8; i++) {
            refused(unit("hang" + i, from));
        }
        await().until(() -> System.currentTimeMillis() > from);
        SandboxControl.faults("[{\"match\":\"PUT\",\"delayMs\":400}]");
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        "http://localhost:" + RestAssured.port + "/api/dead-letters/replay?source=replayed-young"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();

        try (InputStream lines = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body()) {
            assertThat(lines.read()).isEqualTo('{');
        }

        await().atMost(Duration.ofSeconds(20))
                .until(() -> letters() == 8 - SandboxControl.requests().get("create"));
        int done = SandboxControl.requests().get("create");
        await().during(Duration.ofSeconds(2))
                .until(() -> SandboxControl.requests().get("create") == done);
        assertThat(done).isBetween(1, 4);
    }

    @ParameterizedTest
    @CsvSource({
        "/api/deliveries/replay?limit=0",
        "/api/deliveries/replay?limit=10001",
        "/api/deliveries/replay?cursor=x",
        "/api/deliveries/replay?since=yesterday",
        "/api/deliveries/replay?sourc=hr",
        "/api/dead-letters/replay?cursor=x",
        "/api/dead-letters/replay?cursor=x_y",
        "/api/dead-letters/replay?outcome=applied",
        "/api/dead-letters/replay?limit=many"
    })
    void whatCannotBeReadStopsItBeforeItBegins(String path) {
        given().post(path).then().statusCode(400).contentType("application/problem+json");
    }

    private ValidatableResponse send(String source, String body) {
        return given().header("x-api-key", KEY)
                .contentType("application/json")
                .body(body)
                .post("/api/events/"
                        + source.replaceFirst("(\\?|$)", "/Groups/7$1").replaceFirst("7$", "7?kind=unit"))
                .then();
    }

    private void refused(String body) {
        send("replayed-young", body).statusCode(200).body("outcomes[0].outcome", equalTo("refused"));
    }

    private String unit(String id, long from) {
        return "{\"id\":\"" + run + id + "\",\"name\":\"" + id + "\",\"from\":" + from + ",\"event\":\"" + run + id
                + "\"}";
    }

    private static int letters() {
        return given().get("/api/dead-letters?source=replayed-young&limit=100")
                .jsonPath()
                .getList("value")
                .size();
    }

    private static void invoke(String function, String message) {
        given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + message + "},\"Metadata\":{}}")
                .post("/" + function)
                .then()
                .statusCode(200);
    }

    private static Response replay(String id) {
        return given().post("/api/deliveries/" + id + "/replay");
    }

    private static List<JsonNode> bulk(String path) {
        Response answer = given().urlEncodingEnabled(false).post(path);
        answer.then().statusCode(200).contentType("application/x-ndjson");
        List<JsonNode> lines = new ArrayList<>();
        answer.asString().lines().forEach(line -> lines.add(Json.read(line)));
        return lines;
    }

    private static JsonNode summary(List<JsonNode> lines) {
        return lines.get(lines.size() - 1).path("summary");
    }

    /** Some read only what has waited for its time. */
    static Map<String, String> sources() {
        Map<String, String> settings = new HashMap<>();
        String all = "'id': body.id, 'displayName': body.name";
        String waits = "$millis() < body.from ? $error('too young') : ";
        for (String name : List.of("strict", "strict-all", "strict-stop")) {
            source(
                    settings,
                    name,
                    waits + "{'operation': 'create', 'id': body.id, 'eventId': body.event, 'displayName': body.name"
                            + " & ' below ' & path & ', ' & query.kind}");
        }
        source(settings, "loose", "{'operation': 'create', " + all + "}");
        source(settings, "numbered", "{'operation': 'create', " + all + "}");
        settings.put("orgrelay.sources.numbered.authentication.id", "x-id");
        source(settings, "replayed-discreet", "{'operation': 'create', " + all + "}");
        settings.put("orgrelay.sources.replayed-discreet.keep-messages", "false");
        source(
                settings,
                "replayed-young",
                "{'operation': 'create', 'id': body.id, 'eventId': body.event, 'displayName': $millis() > body.from ?"
                        + " body.name}");
        return settings;
    }

    private static void source(Map<String, String> settings, String name, String mapping) {
        String key = "orgrelay.sources." + name + ".";
        settings.put(key + "authentication.scheme", "header");
        settings.put(key + "authentication.secrets", KEY);
        settings.put(key + "format", "json");
        settings.put(key + "mapping", mapping);
    }
}
