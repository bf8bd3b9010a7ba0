package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.node.TextNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SendersProfile.class)
class DeadLettersApiTest {

    private static final String NOT_THIS = "[{\"match\":\"PUT\",\"status\":422}]";

    @BeforeEach
    void empty() {
        SandboxControl.reset();
        ids().forEach(id -> given().delete("/api/dead-letters/" + id).then().statusCode(204));
    }

    @Test
    void aRefusedChangeIsKeptWithAllThatIsKnownOfIt() {
        String event = created("dl-refused", "Refused", null);

        String id = refused(event);

        given().get("/api/dead-letters/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("outcome", equalTo("refused"))
                .body("reason", containsString("IoT Central answered 422"))
                .body("attempts", equalTo(1))
                .body("application", equalTo("default"))
                .body("organization", equalTo("dl-refused"))
                .body("provenance.source", equalTo("default"))
                .body("provenance.origin", equalTo("/hr/contoso"))
                .body("change.change", equalTo("create"))
                .body("change.displayName", equalTo("Refused"))
                .body("message", equalTo(event));
    }

    @Test
    void aMessageThatBecomesNoChangeIsKeptAsItCame() {
        String body = "{ \"unit\": 1,\t\"secret\": \"of the message\" }";

        String id = people(body);

        given().get("/api/dead-letters/" + id)
                .then()
                .statusCode(200)
                .body("reason", containsString("displayName"))
                .body("change", nullValue())
                .body("message", equalTo(body));
    }

    @Test
    void aMessageOfAlmostTheLargestBodyIsKeptWholeAndListedShort() {
        String body = "{\"unit\":1,\"large\":\"" + "x".repeat(1_000_000) + "\"}";
        String id = people(body);

        given().get("/api/dead-letters/" + id).then().body("message", equalTo(body));
        given().get("/api/dead-letters").then().body("value[0].message", endsWith("(cut off here)"));
    }

    @Test
    void aReplayedChangeIsAppliedAndTheLetterIsGone() {
        String id = refused(created("dl-replay", "Replayed", null));
        SandboxControl.noFaults();

        replay(id)
                .then()
                .statusCode(200)
                .body("source", equalTo("default"))
                .body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("dl-replay")).contains("Replayed under null");
        replay(id).then().statusCode(404).body("detail", containsString(id));
    }

    @Test
    void aReplayedChangeThatIsRefusedAgainIsKept() {
        String id = refused(created("dl-again", "Again", null));

        replay(id)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].deadLetter", equalTo(id));

        given().get("/api/dead-letters/" + id).then().statusCode(200).body("attempts", equalTo(2));
    }

    @Test
    void aReplayWhileTheApplicationIsDownIsToBeRepeated() {
        String id = refused(created("dl-down", "Down", null));
        SandboxControl.faults("[{\"match\":\"*\",\"status\":503,\"retryAfter\":60}]");

        replay(id).then().statusCode(503).header("Retry-After", "60");

        given().get("/api/dead-letters/" + id).then().statusCode(200).body("attempts", equalTo(1));
    }

    @Test
    void theListComesInPages() {
        for (int i = 0; i < 5; i++) {
            refused(created("dl-page-" + i, "Page", null));
        }

        List<String> found = new ArrayList<>();
        String page = "/api/dead-letters?limit=2";
        while (page != null) {
            JsonPath answer = given().urlEncodingEnabled(false)
                    .get(page)
                    .then()
                    .statusCode(200)
                    .body("value.size()", lessThanOrEqualTo(2))
                    .extract()
                    .jsonPath();
            found.addAll(answer.getList("value.organization"));
            page = answer.getString("nextLink");
        }

        assertThat(found).containsExactly("dl-page-0", "dl-page-1", "dl-page-2", "dl-page-3", "dl-page-4");
    }

    @Test
    void theListHoldsWhatTheFilterWantsAndSoDoesItsNextPage() {
        for (int i = 0; i < 5; i++) {
            refused(created("dl-filter-" + i, "Filter", null));
        }
        people("{\"unit\":1}");

        listed("source=nameless").body("value.size()", equalTo(1));
        listed("organization=dl-filter-3").body("value.organization", contains("dl-filter-3"));
        listed("application=emea").body("value.size()", equalTo(0)).body("next", nullValue());
        listed("outcome=deferred").body("value.size()", equalTo(0));
        listed("reason=displayNAME").body("value.provenance.source", contains("nameless"));
        String next = listed("source=default&reason=IoT%20Central%20answered&limit=3")
                .body("value.size()", equalTo(3))
                .body("next", notNullValue())
                .extract()
                .path("nextLink");
        given().urlEncodingEnabled(false)
                .get(next)
                .then()
                .body("value.organization", contains("dl-filter-3", "dl-filter-4"))
                .body("nextLink", nullValue());
    }

    @Test
    void anOutcomeThatNoLetterHasIsToldWhatIsAllowed() {
        given().get("/api/dead-letters?outcome=applied")
                .then()
                .statusCode(400)
                .body("detail", equalTo("outcome = applied: allowed are refused, deferred"));
    }

    private static ValidatableResponse listed(String query) {
        return given().urlEncodingEnabled(false)
                .get("/api/dead-letters?" + query)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=101", "limit=many"})
    void aWrongLimitIsToldWhatIsAllowed(String query) {
        given().get("/api/dead-letters?" + query)
                .then()
                .statusCode(400)
                .body("detail", equalTo(query.replace("=", " = ") + ": allowed is a number from 1 to 100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "..%2F..%2Fx", "00000000-0000-0000-0000-000000000000"})
    void whatDoesNotExistIsNotFound(String id) {
        given().urlEncodingEnabled(false).get("/api/dead-letters/" + id).then().statusCode(404);
        given().urlEncodingEnabled(false)
                .delete("/api/dead-letters/" + id)
                .then()
                .statusCode(404);
        given().urlEncodingEnabled(false)
                .post("/api/dead-letters/" + id + "/replay")
                .then()
                .statusCode(404);
    }

    @Test
    void healthSaysHowManyThereAre() {
        refused(created("dl-health", "Health", null));

        given().get("/q/health")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'dead letters' }.data.kept", equalTo(1));
        given().get("/q/health/ready").then().body("checks.name", org.hamcrest.Matchers.not(hasItem("dead letters")));
    }

    @Test
    void healthIsDownShortlyBeforeThereIsNoMoreRoom() {
        String message = "x".repeat(1_000_000);
        for (int i = 0; i < 31; i++) {
            people("{\"unit\":" + i + ",\"large\":\"" + message + "\"}");
        }

        given().get("/q/health/well")
                .then()
                .statusCode(503)
                .body("checks[0].data.kept", equalTo(31))
                .body("checks[0].data.full", equalTo("92 %"));
    }

    @Test
    void aRefusedDeleteIsEndedByItsReplayOnceNothingHangsOnTheOrganization() {
        send(created("dl-closed", "Closed", null)).then().statusCode(200);
        SandboxControl.faults("[{\"match\":\"DELETE\",\"status\":422}]");
        String id = send(deleted("dl-closed"))
                .then()
                .body("outcomes[0].outcome", equalTo("refused"))
                .extract()
                .path("outcomes[0].deadLetter");
        replay(id).then().body("outcomes[0].outcome", equalTo("refused"));
        SandboxControl.noFaults();

        replay(id).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("dl-closed")).isEmpty();
        replay(id).then().statusCode(404);
    }

    @Test
    void aRefusedWishOfAPersonIsOneLetterThatEndsWhenItIsGranted() {
        SandboxControl.faults(NOT_THIS);
        put("dl-wish");
        put("dl-wish");
        JsonPath letter = onlyLetter();
        assertThat(letter.getInt("attempts")).isEqualTo(2);

        SandboxControl.noFaults();
        put("dl-wish");
        assertThat(ids()).isEmpty();
    }

    private static void put(String id) {
        given().contentType("application/json")
                .body("{\"displayName\":\"Wish\"}")
                .put("/api/organizations/" + id)
                .then()
                .statusCode(200);
    }

    @Test
    void aPoisonedChangeCanBeReplayed() {
        String queued = """
                {"change":"create","application":"default","organization":"dl-poison","displayName":"Poison","attempts":6,
                 "provenance":{"source":"hr","operation":"create","receivedAt":"2026-11-23T10:00:00Z","eventId":"p1"}}""";

        deadletter(new TextNode(queued).toString());

        JsonPath letter = onlyLetter();
        assertThat(letter.getString("outcome")).isEqualTo("deferred");
        assertThat(letter.getInt("attempts")).isEqualTo(7);
        replay(letter.getString("id")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("dl-poison")).contains("Poison under null");
    }

    @Test
    void aPoisonedEventCanBeReplayed() {
        String event = created("dl-event", "Event", null);
        String base64 = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));

        deadletter(new TextNode(base64).toString());

        JsonPath letter = onlyLetter();
        assertThat(letter.getString("organization")).isEqualTo("dl-event");
        assertThat(letter.getString("message")).isEqualTo(event);
        replay(letter.getString("id")).then().body("outcomes[0].outcome", equalTo("applied"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"\\\"hello\\\"\"", "\"hello\"", "7", "\"{\\\"change\\\":\\\"explode\\\"}\"", "[]", "\"[]\""})
    void aPoisonedMessageThatNobodyCanReadIsKeptAsText(String value) {
        deadletter(value);

        JsonPath letter = onlyLetter();
        assertThat(letter.getString("reason")).startsWith("the message cannot be read: ");
        assertThat(letter.getString("provenance.source")).isEqualTo("queue");
        assertThat(letter.getString("message")).isIn("hello", "7", "{\"change\":\"explode\"}", "[]");
    }

    @Test
    void aPoisonedMessageIsTakenOnceThoughItsContentPretendsToBeTheHosts() {
        given().contentType("application/json")
                .body(
                        "{\"Data\":{\"message\":\"\\\"x\\\"\"},\"Metadata\":{\"Id\":[],\"DequeueCount\":{\"a\":1},\"sys\":7}}")
                .post("/deadletter")
                .then()
                .statusCode(200)
                .body("Outputs.size()", equalTo(0));
        assertThat(ids()).hasSize(1);
    }

    private static void deadletter(String value) {
        given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + value + "},\"Metadata\":{}}")
                .post("/deadletter")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("Logs[0]", containsString("kept dead letter"));
    }

    private static String refused(String event) {
        SandboxControl.faults(NOT_THIS);
        return send(event)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .extract()
                .path("outcomes[0].deadLetter");
    }

    private static String people(String body) {
        return given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(body)
                .post("/api/events/nameless")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .extract()
                .path("outcomes[0].deadLetter");
    }

    private static Response replay(String id) {
        return given().post("/api/dead-letters/" + id + "/replay");
    }

    private static List<String> ids() {
        return given().get("/api/dead-letters?limit=100")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("value.id");
    }

    private static JsonPath onlyLetter() {
        List<String> ids = ids();
        assertThat(ids).hasSize(1);
        return given().get("/api/dead-letters/" + ids.get(0)).jsonPath();
    }
}
