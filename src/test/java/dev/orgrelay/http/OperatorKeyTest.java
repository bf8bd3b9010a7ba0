package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(OperatorKeyTest.Locked.class)
class OperatorKeyTest {

    @Test
    void theKeyOpensTheOperatorPathsAndNothingElseDoes() {
        given().header("x-functions-key", "open sesame")
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
    void wholeHierarchiesAreForOperatorsOnly() {
        given().body("[]").post("/api/plan").then().statusCode(401);
        given().body("[]").post("/api/reconcile").then().statusCode(401);
        given().header("Accept", "application/x-ndjson")
                .body("[]")
                .post("/api/reconcile")
                .then()
                .statusCode(401);
        given().header("x-functions-key", "open sesame")
                .contentType("application/json")
                .body("[]")
                .post("/api/plan")
                .then()
                .statusCode(400);
    }

    @Test
    void aSourceProvesItselfByItsHeader() {
        String event = TestEvents.created("ok-header", "Seattle", null);
        given().contentType("application/cloudevents+json")
                .header("x-hr-key", "second secret")
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
                .header("x-hr-key", "second secret")
                .body(TestEvents.deleted("ok-header"))
                .post("/api/events/hr")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", equalTo("source 'hr' may not delete"));
    }

    @Test
    void aSignatureThatIsMissingIsNamed() {
        given().contentType("application/cloudevents+json")
                .body("{}")
                .post("/api/events")
                .then()
                .statusCode(401)
                .body("detail", equalTo("signature header x-signature is missing or empty"));
    }

    public static class Locked implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "orgrelay.operator-key", "open sesame",
                    "orgrelay.sources.default.authentication.scheme", "hmac",
                    "orgrelay.sources.default.authentication.secrets", "a secret of some length",
                    "orgrelay.sources.hr.authentication.scheme", "header",
                    "orgrelay.sources.hr.authentication.header", "x-hr-key",
                    "orgrelay.sources.hr.authentication.secrets", "first secret,second secret",
                    "orgrelay.sources.hr.operations", "create,update");
        }
    }
}
