package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Senders that nobody prepared for, connected by settings alone; the settings are in the profile. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class OddSendersTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aSenderWithListsOfAttributes() {
        String branch = """
                {"record": {"key": "OE-%s", "attrs": [
                  {"k": "BEZEICHNUNG", "v": "%s"}, {"k": "STATUS", "v": "%s"},
                  {"k": "VORGESETZTE_STELLE", "v": %s}, {"k": "STAND", "v": "%s"}]}}""";
        json("attributes", branch.formatted("1", "Hauptstelle", "A", "null", "1782000000"))
                .body("outcomes[0].operation", equalTo("upsert"))
                .body("outcomes[0].occurredAt", equalTo("2026-06-21T00:00:00Z"));
        String child = json("attributes", branch.formatted("2", "Nebenstelle", "A", "\"OE-1\"", "1782000001"))
                .body("outcomes[0].sourceId", equalTo("OE-2"))
                .body("outcomes[0].parentSourceId", equalTo("OE-1"))
                .extract()
                .path("outcomes[0].organization");
        assertThat(SandboxControl.organization(child).orElseThrow()).startsWith("Nebenstelle under oe-1-");
        json("attributes", branch.formatted("2", "Nebenstelle", "X", "null", "1782000002"));
        assertThat(SandboxControl.organization(child)).isEmpty();
    }

    @Test
    void aSenderWithJsonInATextInsideJson() {
        String units = "{\\\"units\\\":[{\\\"act\\\":\\\"N\\\",\\\"ref\\\":9007199254740993017,\\\"seq\\\":1,"
                + "\\\"label\\\":\\\"{\\\\\\\"en\\\\\\\":\\\\\\\"Port\\\\\\\"}\\\"},"
                + "{\\\"act\\\":\\\"M\\\",\\\"ref\\\":9007199254740993017,\\\"seq\\\":2,"
                + "\\\"label\\\":\\\"{\\\\\\\"en\\\\\\\":\\\\\\\"Harbour\\\\\\\"}\\\"}]}";
        json("nested-text", "{\"envelope\":{\"payload\":\"" + units + "\"}}")
                .body("outcomes.outcome", equalTo(List.of("applied", "applied")))
                .body("outcomes.eventId", equalTo(List.of("1", "2")));
        assertThat(SandboxControl.organization("9007199254740993017")).contains("Harbour under null");
    }

    @Test
    void aSenderWhoseVerbIsInTheUrlOnly() {
        verb("add", "title=Shipyard");
        assertThat(SandboxControl.organization("dock-7")).contains("Shipyard under null");
        verb("rename", "title=Wharf");
        assertThat(SandboxControl.organization("dock-7")).contains("Wharf under null");
        verb("drop", "");
        assertThat(SandboxControl.organization("dock-7")).isEmpty();
    }

    private static ValidatableResponse json(String source, String body) {
        return given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(body)
                .post("/api/events/" + source)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
    }

    private static void verb(String verb, String form) {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/x-www-form-urlencoded")
                .body(form)
                .post("/api/events/verbs/units/" + verb + "?unit=dock-7")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
    }
}
