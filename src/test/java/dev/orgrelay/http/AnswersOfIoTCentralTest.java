package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What IoT Central, or somebody on the way to it, answers in other words than its documentation. */
@QuarkusTest
class AnswersOfIoTCentralTest {

    @BeforeEach
    @AfterEach
    void healthy() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":204",
                "\"status\":202",
                "\"status\":201",
                "\"status\":200",
                "\"status\":200,\"body\":\"{}\"",
                "\"status\":200,\"body\":\"{\\\"displayName\\\":\\\"S\\\"}\"",
                "\"status\":200,\"body\":\"\\ufeff{\\\"id\\\":\\\"an-done\\\"}\""
            })
    void aChangeThatWasCarriedOutIsDoneWhateverTheSuccessHolds(String answer) {
        SandboxControl.faults("[{\"match\":\"PATCH\",\"carriedOut\":true," + answer + "},"
                + "{\"match\":\"PUT\",\"carriedOut\":true," + answer + "},"
                + "{\"match\":\"DELETE\",\"carriedOut\":true," + answer + "}]");

        send(created("an-done", "Before", null)).then().body("outcomes[0].outcome", equalTo("applied"));
        send(renamed("an-done", "After")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("an-done")).contains("After under null");
        send(deleted("an-done")).then().body("outcomes[0].outcome", equalTo("applied"));

        Map<String, Integer> requests = SandboxControl.requests();
        assertThat(requests.get("create")).isEqualTo(1);
        assertThat(requests.get("update")).isEqualTo(1);
        assertThat(requests.get("delete")).isEqualTo(1);
        given().get("/q/health/ready").then().statusCode(200);
    }

    @Test
    void anOrganizationThatBelongsAtTheTopLevelIsLookedAtIfTheAnswerDoesNotShowIt() {
        send(created("an-top", "Top", null));
        send(created("an-below", "Below", "an-top"));
        int before = SandboxControl.requests().getOrDefault("get", 0);
        SandboxControl.faults("[{\"match\":\"PATCH\",\"status\":204}]");

        send(TestEvents.moved("an-below", null)).then().body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("an-below")).contains("Below under null");
        assertThat(SandboxControl.requests().get("get")).isEqualTo(before + 1);
    }

    @Test
    void anItemThatCannotBeReadIsLeftAloneAndNamedAndCounted() {
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":200,\"body\":\"{\\\"value\\\":["
                + "{\\\"id\\\":\\\"an-good\\\",\\\"displayName\\\":\\\"G\\\"},{\\\"id\\\":\\\"an-odd\\\",\\\"displayName\\\":7},"
                + "{\\\"displayName\\\":\\\"nobody\\\"}]}\"}]");

        plan("[{\"id\":\"an-good\",\"displayName\":\"H\"}]", "sync")
                .body("steps.organization", equalTo(List.of("an-good")))
                .body("impossible", hasSize(1))
                .body("impossible[0].organization", equalTo("an-odd"))
                .body(
                        "impossible[0].detail",
                        allOf(containsString("'displayName' that is no text"), containsString("left alone")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Washington", "WASHINGTON"})
    void aParentInOtherLettersIsTheSamePlace(String parent) {
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":200,\"body\":\"{\\\"value\\\":["
                + "{\\\"id\\\":\\\"washington\\\",\\\"displayName\\\":\\\"W\\\"},"
                + "{\\\"id\\\":\\\"seattle\\\",\\\"displayName\\\":\\\"S\\\",\\\"parent\\\":\\\"" + parent
                + "\\\"}]}\"}]");

        plan(
                        "[{\"id\":\"washington\",\"displayName\":\"W\"},"
                                + "{\"id\":\"seattle\",\"displayName\":\"S\",\"parent\":\"washington\"}]",
                        "sync")
                .body("steps", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.5                              | 2",
                "77                               | 77",
                "99999999999999999999             | 3600",
                "Thursday, 01-Jan-60 00:00:00 GMT | 3600",
                "Fri Jan  1 00:00:00 2094         | 3600",
            })
    void aWaitThatIoTCentralAsksForIsUnderstood(String value, String seconds) {
        // 401 is deferred at once, with the time that was named
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":401,\"retryAfter\":\"" + value + "\"}]");

        send(created("an-wait-" + seconds, "W", null)).then().statusCode(503).header("Retry-After", equalTo(seconds));
    }

    @Test
    void aDeadLetterHoldsTheIdsThatTheSupportAsksFor() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        String letter = send(created("an-support", "S", null))
                .then()
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", not(containsString("x-ms-client-request-id")))
                .extract()
                .path("outcomes[0].deadLetter");

        given().get("/api/dead-letters/" + letter)
                .then()
                .statusCode(200)
                .body("support", matchesPattern("x-ms-client-request-id [0-9a-f-]{36}, request \\w+"));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 409, 412, 422})
    void aDeleteThatDevicesForbidSaysSoAndAReplayEndsItWhenTheyAreGone(int status) {
        String id = "an-closed-" + status;
        send(created(id, "Closed", null));
        SandboxControl.faults("[{\"match\":\"DELETE\",\"status\":" + status + "}]");

        String letter = send(deleted(id))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", containsString("devices, users, dashboards, device groups or jobs"))
                .body("outcomes[0].detail", containsString("move or delete them in IoT Central, then replay"))
                .extract()
                .path("outcomes[0].deadLetter");

        SandboxControl.noFaults();
        given().post("/api/dead-letters/" + letter + "/replay").then().statusCode(200);
        assertThat(SandboxControl.organization(id)).isEmpty();
        given().get("/api/dead-letters/" + letter).then().statusCode(404);
    }

    private static ValidatableResponse plan(String rows, String policy) {
        return given().contentType("application/json")
                .queryParam("policy", policy)
                .body(rows)
                .post("/api/plan")
                .then()
                .statusCode(200);
    }
}
