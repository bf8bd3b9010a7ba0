package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anyOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Senders that are connected by nothing but settings. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class SendersTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void manyMessagesInsideTheBodyGoToTheApplicationsOfTheirTenants() {
        hr("""
                {"data":{"events":[
                  {"verb":"created","unit":{"id":9007199254740993001,"name":"Sales"},"account":"contoso","id":"sn-1"},
                  {"verb":"created","unit":{"id":"sn-b","name":"Legal"},"account":"fabrikam","id":"sn-2"},
                  {"verb":"created","unit":{"id":"sn-c","name":"Law"},"account":"litware","id":"sn-3"},
                  {"verb":"hired","id":"sn-4"}]}}""")
                .then()
                .statusCode(200)
                .body("source", equalTo("people"))
                .body("outcomes.outcome", equalTo(List.of("applied", "applied", "refused", "ignored")))
                .body("outcomes[0].organization", equalTo("9007199254740993001"))
                .body("outcomes[0].application", equalTo("default"))
                .body("outcomes[1].application", equalTo("emea"))
                .body("outcomes[2].detail", containsString("tenant 'litware' has no application"));
        assertThat(SandboxControl.organization("sn-b")).contains("Legal under null");
    }

    @Test
    void whatAMessageLeavesOutIsLookedUp() {
        given().contentType("application/json")
                .body("{\"displayName\":\"Sales\"}")
                .put("/api/organizations/sn-thin")
                .then()
                .statusCode(200);

        thin("/api/events/thin?dryRun=true", "sn-thin")
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].displayName", equalTo("looked up Sales"));
        thin("/api/events/thin", "sn-thin")
                .body("outcomes[0].outcome", equalTo("applied"))
                .body("outcomes[0].displayName", equalTo("looked up Sales"));

        assertThat(SandboxControl.organization("sn-thin")).contains("looked up Sales under null");
        assertThat(SandboxControl.requests())
                .containsEntry("get", 3)
                .containsEntry("update", 1); // by hand it is looked first
    }

    @Test
    void whatTheLookupDoesNotFindIsDeletedIfThatIsWhatItMeans() {
        thin("/api/events/thin?dryRun=true", "sn-gone")
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].displayName", nullValue());
        thin("/api/events/thin", "sn-gone").body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.requests()).containsEntry("get", 2).containsEntry("delete", 1);
    }

    private static ValidatableResponse thin(String path, String id) {
        return given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body("{\"id\":\"" + id + "\",\"event\":\"" + id + "\"}")
                .post(path)
                .then()
                .statusCode(200);
    }

    @Test
    void aDryRunMapsAndSendsNothing() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(
                        "{\"data\":{\"events\":[{\"verb\":\"deleted\",\"unit\":{\"id\":\"sn-d\"},\"account\":\"contoso\"}]}}")
                .post("/api/events/people?dryRun=true")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].operation", equalTo("delete"));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void whatCannotBeReadIsMalformedAndTheAnswerSaysWhy() {
        hr("{\"data\":{}}").then().statusCode(400).body("detail", containsString("no 'data.events'"));
        hr("{\"data\":{\"events\":[{\"verb\":\"created\",\"unit\":{\"id\":true}}]}}")
                .then()
                .statusCode(400)
                .body("detail", containsString("id is"));
    }

    @Test
    void proofComesBeforeMapping() {
        given().contentType("application/json")
                .body("{")
                .post("/api/events/people")
                .then()
                .statusCode(401);
    }

    @Test
    void aFormIsMapped() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/x-www-form-urlencoded")
                .body("unit=sn-form&name=B%C3%BCro+M%C3%BCnchen")
                .post("/api/events/forms")
                .then()
                .statusCode(200);
        assertThat(SandboxControl.organization("sn-form")).contains("Büro München under null");
    }

    @Test
    void aFieldOfAFormIsNoParameterOfTheQuery() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/x-www-form-urlencoded")
                .body("unit=sn-field&name=Field&dryRun=true")
                .post("/api/events/forms")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        given().contentType("application/x-www-form-urlencoded")
                .body("code=a-key-of-hunter2&unit=sn-field&name=Field")
                .post("/api/events/keyed-forms")
                .then()
                .statusCode(401);
    }

    @Test
    void methodAndPathSayWhatTheBodyDoesNot() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/scim+json")
                .body("{\"displayName\":\"Group\"}")
                .put("/api/events/scim/Groups/sn-scim")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        given().header("x-api-key", "a-key-of-hunter2")
                .delete("/api/events/scim/Groups/sn-scim")
                .then()
                .statusCode(200)
                .body("outcomes[0].operation", equalTo("delete"))
                .body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("sn-scim")).isEmpty();
    }

    @Test
    void aMappedCloudEventIsReadWhole() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/cloudevents+json")
                .body(
                        "{\"specversion\":\"1.0\",\"id\":\"sn-ce\",\"source\":\"/s\",\"type\":\"unit\",\"data\":{\"key\":\"sn-ce\"}}")
                .post("/api/events/clouds")
                .then()
                .statusCode(200)
                .body("outcomes[0].eventId", equalTo("sn-ce"))
                .body("outcomes[0].displayName", equalTo("unit"));
    }

    @Test
    void aPresetBringsFormatMessagesConstantsAndMappingAndItsKeysCanBeOverridden() {
        signed("{\"teams\":[{\"id\":1,\"name\":\"One\"},{\"id\":2,\"name\":\"Two\"}]}", "d-1")
                .post("/api/events/teams")
                .then()
                .statusCode(200)
                .body("outcomes.organization", equalTo(List.of("squad-1", "squad-2")))
                .body("outcomes.eventId", equalTo(List.of("d-1", "d-1#2")));
        assertThat(SandboxControl.organization("squad-2")).contains("Two under null");
    }

    @Test
    void aDeliveryThatComesTwiceAtTheSameMomentIsAppliedOnce() {
        String body = "{\"teams\":[{\"id\":\"race\",\"name\":\"Race\"}]}";
        List<CompletableFuture<String>> answers = Stream.generate(
                        () -> CompletableFuture.supplyAsync(() -> signed(body, "d-race")
                                .post("/api/events/teams")
                                .path("outcomes[0].outcome")
                                .toString()))
                .limit(4)
                .toList();

        List<String> outcomes = answers.stream().map(CompletableFuture::join).toList();

        assertThat(outcomes).containsOnlyOnce("applied");
        assertThat(SandboxControl.allRequests()).isEqualTo(1);
        signed(body, "d-race").post("/api/events/teams").then().body("outcomes[0].outcome", equalTo("duplicate"));
        signed(body, "d-later").post("/api/events/teams").then().body("outcomes[0].outcome", equalTo("applied"));
    }

    @ParameterizedTest
    @CsvSource({"later, 503, deferred", "never, 200, ignored"})
    void whatTakesEffectLaterIsKeptBack(String source, int status, String outcome) {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body("{\"id\":\"sn-future\",\"at\":\"2999-01-01T00:00:00Z\"}")
                .post("/api/events/" + source)
                .then()
                .statusCode(status)
                .header("Retry-After", status == 503 ? equalTo("3600") : is((String) null))
                .body("outcomes[0].outcome", equalTo(outcome))
                .body("outcomes[0].detail", containsString("2999-01-01T00:00:00Z"));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void oktaGetsItsChallengeBackWithoutProof() {
        given().header("x-okta-verification-challenge", "a \"quoted\" one")
                .get("/api/events/okta")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("verification", equalTo("a \"quoted\" one"));
        given().get("/api/events/okta").then().statusCode(405);
        given().header("x-okta-verification-challenge", "x")
                .body("{}")
                .post("/api/events/okta")
                .then()
                .statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"GET", "POST"})
    void microsoftGraphGetsItsTokenBackAsTextThatNothingRuns(String method) {
        given().urlEncodingEnabled(false)
                .request(method, "/api/events/graph?validationToken=%3Cscript%3Ealert(1)%3C%2Fscript%3E%20a%2Bb+c")
                .then()
                .statusCode(200)
                .header("Content-Type", equalTo("text/plain;charset=UTF-8"))
                .header("X-Content-Type-Options", equalTo("nosniff"))
                .body(equalTo("<script>alert(1)</script> a+b c"));
    }

    @Test
    void aTokenThatIsNotPrintableOrTooLongIsNotSentBack() {
        given().urlEncodingEnabled(false)
                .post("/api/events/graph?validationToken=a%0D%0Ab")
                .then()
                .statusCode(400);
        given().post("/api/events/graph?validationToken=" + "a".repeat(1_001))
                .then()
                .statusCode(400);
    }

    @Test
    void slackMustProveItselfBeforeItsChallengeIsAnswered() {
        String challenge = "{\"token\":\"t\",\"challenge\":\"3eZbrw1a\",\"type\":\"url_verification\"}";
        given().contentType("application/json")
                .body(challenge)
                .post("/api/events/slack")
                .then()
                .statusCode(401);
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(challenge)
                .post("/api/events/slack")
                .then()
                .statusCode(200)
                .body("challenge", equalTo("3eZbrw1a"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"type":"url_verification","challenge":"c","token":"a-key-of-hunter2"} | 200
            {"type":"url_verification","challenge":"c","token":"a-key-of-hunter3"} | 401
            {"type":"url_verification","challenge":"c"}                   | 401
            {"type":"event","challenge":"c","token":"a-key-of-hunter2"}            | 401
            {"schema":"2.0","header":{"token":"a-key-of-hunter2"}}                 | 200
            """)
    void larkHasItsTokenInOnePlaceOfEventsAndInAnotherOfItsChallenge(String body, int status) {
        given().contentType("application/json")
                .body(body)
                .post("/api/events/lark")
                .then()
                .statusCode(status);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Ping test              | none
            "Ping test"            | none
            {"text":"Ping test"}   | none
            {"action":"ping"}      | none
            {"zen":"Keep it"}      | ping
            """)
    void aPingOfAProvenSenderIsAnswered(String body, String event) {
        given().header("x-api-key", "a-key-of-hunter2")
                .header("x-github-event", event)
                .contentType("application/json")
                .body(body)
                .post("/api/events/pings")
                .then()
                .statusCode(200)
                .body(equalTo(""));
        given().header("x-github-event", event)
                .contentType("application/json")
                .body(body)
                .post("/api/events/pings")
                .then()
                .statusCode(401);
    }

    @Test
    void aHandshakeThatIsNotConfiguredIsNone() {
        given().header("x-okta-verification-challenge", "x")
                .get("/api/events/people")
                .then()
                .statusCode(405);
        given().get("/api/events/people?validationToken=x").then().statusCode(405);
        given().post("/api/events/people?validationToken=x").then().statusCode(401);
        given().get("/api/events/nobody").then().statusCode(404);
        given().header("webhook-request-origin", "eventgrid.azure.net")
                .options("/api/events/people")
                .then()
                .statusCode(200)
                .header("WebHook-Allowed-Origin", anyOf(is((String) null)));
    }

    @Test
    void eventGridValidatesASourceThatReadsJsonIfThatIsConfigured() {
        String validation =
                "[{\"id\":\"1\",\"subject\":\"\",\"eventType\":\"Microsoft.EventGrid.SubscriptionValidationEvent\","
                        + "\"data\":{\"validationCode\":\"512d\"}}]";
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(validation)
                .post("/api/events/pings")
                .then()
                .statusCode(200)
                .body("validationResponse", equalTo("512d"));
    }

    private static Response hr(String body) {
        return given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/json")
                .body(body)
                .post("/api/events/people");
    }

    private static RequestSpecification signed(String body, String delivery) {
        return given().contentType("application/json")
                .header("x-github-delivery", delivery)
                .header("x-hub-signature-256", "sha256=" + hmac(body))
                .body(body);
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("a-key-of-hunter2".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
