package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.Json;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OrganizationsTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void anOperatorCreatesReadsRenamesMovesAndDeletes() {
        put("op-us", "{\"displayName\":\"United States\"}").then().statusCode(200);
        put("op-seattle", "{\"displayName\":\"Seattle\",\"parent\":\"op-us\"}")
                .then()
                .statusCode(200)
                .body("source", equalTo("operator"))
                .body("outcomes[0].outcome", equalTo("applied"));

        given().get("/api/organizations/op-seattle")
                .then()
                .statusCode(200)
                .body("id", equalTo("op-seattle"))
                .body("displayName", equalTo("Seattle"))
                .body("parent", equalTo("op-us"));

        patch("op-seattle", "{\"displayName\":\"Seattle Sales\"}").then().statusCode(200);
        patch("op-seattle", "{\"parent\":null}").then().statusCode(200);
        assertThat(SandboxControl.organization("op-seattle")).contains("Seattle Sales under null");

        given().delete("/api/organizations/op-seattle").then().statusCode(200);
        given().get("/api/organizations/op-seattle").then().statusCode(404);
    }

    @Test
    void theListGoesOverAllPages() {
        SandboxControl.limits("{\"requestsPerSecond\":0,\"pageSize\":2}");
        for (int i = 0; i < 5; i++) {
            put("op-page-" + i, "{\"displayName\":\"Page\"}").then().statusCode(200);
        }

        given().get("/api/organizations")
                .then()
                .statusCode(200)
                .body("value.size()", equalTo(5))
                .body("value.id", hasItems("op-page-0", "op-page-4"));
        assertThat(SandboxControl.requests()).containsEntry("list", 3);
    }

    @Test
    void theTableIsReadByAPlanAsItWasWritten() {
        List<String> names = List.of(
                "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\"quoted\"", "a,b;c", "'", "Ü \uD83D\uDE00", "\\");
        for (int i = 0; i < names.size(); i++) {
            put("op-csv-" + i, Json.write(JsonNodeFactory.instance.objectNode().put("displayName", names.get(i))))
                    .then()
                    .statusCode(200);
        }

        String table = given().accept("text/csv").get("/api/organizations").asString();

        given().contentType("text/csv; charset=UTF-8")
                .body(table)
                .post("/api/plan?policy=sync")
                .then()
                .statusCode(200)
                .header("X-Plan-Changes", "0")
                .body("steps", empty());
    }

    @Test
    void anUnknownApplicationIsNotFoundAndTheKnownOnesAreNamed() {
        given().queryParam("application", "moon")
                .get("/api/organizations")
                .then()
                .statusCode(404)
                .body("detail", equalTo("no application 'moon' is configured; there are default"));
    }

    @Test
    void wrongRequestsAreToldWhatIsWrong() {
        put("Seattle", "{\"displayName\":\"Seattle\"}")
                .then()
                .statusCode(400)
                .body("detail", containsString("'Seattle' is not an organization id"));
        put("op-bad", "{}").then().statusCode(400).body("detail", equalTo("displayName is missing"));
        put("op-bad", "[]").then().statusCode(400);
        put("op-bad", "{").then().statusCode(400);
        put("op-bad", "{\"displayName\":7}")
                .then()
                .statusCode(400)
                .body("detail", equalTo("displayName must be a text"));
        patch("op-bad", "{}")
                .then()
                .statusCode(400)
                .body("detail", equalTo("the body must have displayName or parent"));
        patch("op-bad", "{\"parent\":\"op-bad\"}").then().statusCode(400);
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void anApplicationThatIsDownIsReportedAsSuch() {
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":503,\"retryAfter\":120}]");

        given().get("/api/organizations")
                .then()
                .statusCode(503)
                .header("Retry-After", "120")
                .contentType("application/problem+json");
    }

    private static Response put(String id, String body) {
        return given().contentType("application/json").body(body).put("/api/organizations/" + id);
    }

    private static Response patch(String id, String body) {
        return given().contentType("application/merge-patch+json").body(body).patch("/api/organizations/" + id);
    }
}
