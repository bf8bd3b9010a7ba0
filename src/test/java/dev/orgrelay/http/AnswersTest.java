package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true of answers whatever they are about. */
@QuarkusTest
@TestProfile(OperatorKeyTest.Locked.class)
class AnswersTest {

    private static final String EVENT = "application/cloudevents+json";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "/api/events/signed => Signature realm=\"signed\"",
                "/api/events/token => ApiKey realm=\"token\"",
                "/api/events/basic => Basic realm=\"basic\"",
                "/api/events/tenant => Bearer realm=\"tenant\"",
                "/api/plan => ApiKey realm=\"operators\", header=\"x-functions-key\"",
            })
    void whoeverIsNotLetInHearsHow(String path, String challenge) {
        given().contentType(EVENT)
                .body("{}")
                .post(path)
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", equalTo(challenge));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "PUT => /api/events => POST, OPTIONS",
                "GET => /api/events/signed => POST, PUT, PATCH, DELETE, OPTIONS",
                "BREW => /api/events/signed => POST, PUT, PATCH, DELETE, OPTIONS",
                "POST => /api/events/groups/Groups/1 => GET, HEAD, PUT, PATCH, DELETE, OPTIONS",
                "PUT => /api/events/groups/Groups => GET, HEAD, POST, OPTIONS",
                "PUT => /eventgrid => POST",
            })
    void whatIsNotAllowedSaysWhatIs(String method, String path, String allowed) {
        Response answer = operator().request(method, path);

        answer.then().statusCode(405);
        assertThat(answer.header("Allow").split(", ")).containsExactlyInAnyOrder(allowed.split(", "));
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/events",
        "POST, /api/events?dryRun=true",
        "POST, /api/events/nobody",
        "POST, /api/events/signed",
        "POST, /api/events/groups/Groups",
        "GET, /api/events/groups/Groups",
        "GET, /api/organizations",
        "GET, /api/organizations/answers-line",
        "GET, /api/organizations/none",
        "GET, /api/dead-letters",
        "POST, /api/plan",
        "GET, /nowhere",
    })
    void documentsEndWithALine(String method, String path) {
        String body = path.startsWith("/api/events")
                ? TestEvents.created("answers-line", "Line", null)
                : "[{\"id\":\"answers-line\",\"displayName\":\"Line\"}]";

        operator()
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .then()
                .body(endsWith("}\n"));
    }

    @Test
    void aPlanForPeopleEndsWithALine() {
        operator()
                .accept("text/plain")
                .contentType("application/json")
                .body("[{\"id\":\"answers-plan\",\"displayName\":\"Plan\"}]")
                .post("/api/plan")
                .then()
                .statusCode(200)
                .header("X-Plan-Changes", equalTo("1"))
                .body(endsWith("to delete\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"reply", "Reply", "respond-async, reply", "reply;foo=1", "wait=10,reply"})
    void whoTakesWhatComesBackForAnEventGetsNothingBack(String preference) {
        given().contentType(EVENT)
                .header("Prefer", preference)
                .body(TestEvents.created("answers-reply", "Reply", null))
                .post("/api/events")
                .then()
                .statusCode(200)
                .body(emptyString());
        assertThat(SandboxControl.organization("answers-reply")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(strings = {"replying", "no-reply", "return=minimal"})
    void anotherPreferenceDoesNotMatter(String preference) {
        given().contentType(EVENT)
                .header("Prefer", preference)
                .body(TestEvents.created("answers-other", "Other", null))
                .post("/api/events")
                .then()
                .statusCode(200)
                .body(not(emptyString()));
    }

    @Test
    void aSourceWithoutAnswersHearsOnlyWhatIsWrong() {
        String event = TestEvents.created("answers-silent", "Silent", null);

        silent(event, "").then().statusCode(200).body(emptyString());
        silent(event, "?dryRun=true").then().statusCode(200).body(not(emptyString()));
        silent("{", "").then().statusCode(400).body(endsWith("}\n"));
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":9}]");
        silent(TestEvents.created("answers-later", "Later", null), "")
                .then()
                .statusCode(503)
                .body(endsWith("}\n"));
        SandboxControl.noFaults();
    }

    private static Response silent(String event, String query) {
        return given().contentType(EVENT).body(event).post("/api/events/silent" + query);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "/eventgrid => {'Data':5}",
                "/eventgrid => {'Data':{'a':5}}",
                "/apply => {'Data':[],'Metadata':7}",
                "/deadletter => {'Data':'x'}",
                "/reconcile => {'Data':true}",
                "/api/plan => {'a':{'b':[[[]]]}}",
                "/api/events => [[5]]",
            })
    void nothingIsSaidOfTheInside(String path, String body) {
        String answer = operator()
                .contentType("application/json")
                .body(body.replace('\'', '"'))
                .post(path)
                .asString();

        assertThat(answer).doesNotContain("java.", "com.", "io.", "dev.orgrelay", "Exception");
    }

    private static RequestSpecification operator() {
        return given().header("x-functions-key", "open-sesame-of-forty");
    }
}
