package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.orgrelay.LogLines;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(OperatorKeyTest.Locked.class)
class OperatorKeyTest {

    @Test
    void theKeyOpensTheOperatorPathsAndNothingElseDoes() {
        given().header("x-functions-key", "open-sesame-of-forty")
                .get("/api/organizations")
                .then()
                .statusCode(200);
        given().header("x-functions-key", "open")
                .get("/api/organizations")
                .then()
                .statusCode(401);
        given().delete("/api/organizations/seattle")
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .body("detail", equalTo("the header x-functions-key does not hold the operator key"));
    }

    @Test
    void whoGuessesTheKeyIsALineAtMostAndNoGuessIsInIt() {
        try (LogLines log = new LogLines("dev.orgrelay")) {
            for (int guess = 0; guess < 20; guess++) {
                given().header("x-functions-key", "guess-" + guess)
                        .get("/api/organizations")
                        .then()
                        .statusCode(401);
            }

            assertThat(log.with("turned away a request with 401")).hasSizeLessThanOrEqualTo(1);
            assertThat(log.all().toString()).doesNotContain("guess-", "open-sesame");
        }
    }

    @Test
    void wholeHierarchiesAreForOperatorsOnly() {
        given().body("[]").post("/api/plan").then().statusCode(401);
        given().body("[]").post("/api/reconcile").then().statusCode(401);
        given().header("Accept", "application/x-ndjson")
                .body("[]")
                .post("/api/reconcile")
                .then()
                .statusCode(401);
        given().header("x-functions-key", "open-sesame-of-forty")
                .contentType("application/json")
                .body("[]")
                .post("/api/plan")
                .then()
                .statusCode(400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/organizations,                 200",
        "GET,    /api/dead-letters,                  200",
        "POST,   /api/plan,                          200",
        "POST,   /api/reconcile?dryRun=true,         200",
        "PUT,    /api/organizations/ok-1?dryRun=true, 200",
        "POST,   /api/reconcile,                     403",
        "POST,   /api/reconcile?dryRun=false,        403",
        "POST,   /api/reconcile?dryrun=true,         403",
        "PUT,    /api/organizations/ok-1,            403",
        "DELETE, /api/organizations/ok-1,            403",
        "DELETE, /api/dead-letters/x,                403"
    })
    void theReaderKeyReadsEverythingAndChangesNothing(String method, String path, int status) {
        String body = path.contains("organizations")
                ? "{\"displayName\":\"One\"}"
                : "[{\"id\":\"ok-1\",\"displayName\":\"One\"}]";
        given().header("x-functions-key", "a-key-to-read-with")
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .then()
                .statusCode(status);
        given().header("x-functions-key", "a-key-to-read-wit")
                .contentType("application/json")
                .body(body)
                .request(method, path)
                .then()
                .statusCode(401);
    }

    @Test
    void aSourceProvesItselfByItsHeader() {
        String event = TestEvents.created("ok-header", "Seattle", null);
        given().contentType("application/cloudevents+json")
                .header("x-hr-key", "the second secret")
                .body(event)
                .post("/api/events/hr")
                .then()
                .statusCode(200);
        given().contentType("application/cloudevents+json")
                .header("x-hr-key", "wrong")
                .body(event)
                .post("/api/events/hr")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        given().contentType("application/cloudevents+json")
                .body(event)
                .post("/api/events/hr")
                .then()
                .statusCode(401);
    }

    @Test
    void aSourceMayCauseOnlyWhatItsSettingsAllow() {
        given().contentType("application/cloudevents+json")
                .header("x-hr-key", "the second secret")
                .body(TestEvents.deleted("ok-header"))
                .post("/api/events/hr")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", equalTo("source 'hr' may not delete"));
    }

    @Test
    void whoHasNoKeyIsRecordedAsAStranger() {
        given().body("{\"displayName\":\"Ali\"}")
                .header("x-functions-key", "sesame-of-thieves")
                .put("/api/organizations/ok-stranger")
                .then()
                .statusCode(401);
        given().header("x-functions-key", "a-key-to-read-with")
                .get("/api/deliveries?limit=1")
                .then()
                .statusCode(200)
                .body("value[0].path", equalTo("/api/organizations/ok-stranger"))
                .body("value[0].outcomes[0].outcome", equalTo("turned-away"))
                .body("value[0].status", equalTo(401));
    }

    @Test
    void aSignatureThatIsMissingIsNamed() {
        given().contentType("application/cloudevents+json")
                .body("{}")
                .post("/api/events/sealed")
                .then()
                .statusCode(401)
                .body("detail", equalTo("signature header x-signature is missing or empty"));
    }

    /** With sources that prove themselves in several ways. */
    public static class Locked implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>();
            String source = "orgrelay.sources.";
            settings.put("orgrelay.operator-key", "open-sesame-of-forty");
            settings.put("orgrelay.reader-key", "a-key-to-read-with");
            settings.put(source + "sealed.authentication.scheme", "hmac");
            settings.put(source + "sealed.authentication.secrets", "a secret of some length");
            settings.put(source + "hr.authentication.scheme", "header");
            settings.put(source + "hr.authentication.header", "x-hr-key");
            settings.put(source + "hr.authentication.secrets", "the first secret,the second secret");
            settings.put(source + "hr.operations", "create,update");
            settings.put(source + "signed.authentication.scheme", "standard-webhooks");
            settings.put(source + "signed.authentication.secrets", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
            settings.put(source + "token.authentication.scheme", "header");
            settings.put(source + "token.authentication.header", "x-api-key");
            settings.put(source + "token.authentication.secrets", "hunter2hunter2hunter2");
            settings.put(source + "groups.preset", "scim");
            settings.put(source + "groups.authentication.scheme", "dangerous-none");
            settings.put(source + "groups.authentication.secrets", "none");
            settings.put(source + "silent.authentication.scheme", "dangerous-none");
            settings.put(source + "silent.answer", "none");
            settings.put(source + "basic.authentication.scheme", "basic");
            settings.put(source + "basic.authentication.secrets", "hr:hunter2hunter2hunter2");
            settings.put(source + "tenant.authentication.scheme", "entra");
            settings.put(source + "tenant.authentication.entra.tenant-id", "11111111-2222-4333-8444-555555555555");
            settings.put(source + "tenant.authentication.entra.audience", "api://org-relay");
            settings.put(source + "tenant.authentication.entra.roles", "Send");
            settings.put(source + "tenant.authentication.entra.authority", "http://127.0.0.1:9");
            return settings;
        }
    }
}
