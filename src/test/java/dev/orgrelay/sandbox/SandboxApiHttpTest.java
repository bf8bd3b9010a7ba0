package dev.orgrelay.sandbox;

import static dev.orgrelay.sandbox.SandboxClient.api;
import static dev.orgrelay.sandbox.SandboxClient.limits;
import static dev.orgrelay.sandbox.SandboxClient.patch;
import static dev.orgrelay.sandbox.SandboxClient.put;
import static dev.orgrelay.sandbox.SandboxClient.reset;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SandboxApiHttpTest {

    @TestHTTPResource("/sandbox")
    URI sandbox;

    @BeforeEach
    void beginEmptyAndWithoutARateLimit() {
        reset().statusCode(204).body(emptyString());
        limits("{\"requestsPerSecond\":0}").statusCode(200);
    }

    @AfterEach
    void leaveNothing() {
        reset().statusCode(204);
    }

    @Test
    void theFiveOperationsAnswerLikeIotCentral() {
        put("washington", "{\"displayName\":\"Washington\"}")
                .statusCode(200)
                .header("Content-Type", "application/json; charset=utf-8");
        put("seattle", "{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"washington\"}")
                .statusCode(200)
                .body(equalTo("{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"washington\"}"));
        patch("seattle", "{\"displayName\":\"Emerald City\"}")
                .statusCode(200)
                .body(equalTo("{\"id\":\"seattle\",\"displayName\":\"Emerald City\",\"parent\":\"washington\"}"));
        api().get("/sandbox/api/organizations/washington")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"washington\",\"displayName\":\"Washington\"}"));
        api().get("/sandbox/api/organizations")
                .then()
                .statusCode(200)
                .body("value.id", contains("washington", "seattle"), "nextLink", nullValue());
        api().delete("/sandbox/api/organizations/seattle")
                .then()
                .statusCode(204)
                .body(emptyString());
        api().get("/sandbox/api/organizations/seattle").then().statusCode(404).body("error.code", is("NotFound"));
    }

    @Test
    void anErrorHasTheVendorsBodyAndHeader() {
        Response response = api().get("/sandbox/api/organizations/nowhere");

        String requestId = response.path("error.requestId");
        String time = response.path("error.time");
        assertThat(requestId).matches("[0-9a-z]{8}");
        assertThat(time).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        response.then()
                .statusCode(404)
                .header("x-ms-error-code", "NotFound")
                .header("Date", time)
                .body(
                        "error.message",
                        is("There is no organization 'nowhere'. You can contact support at"
                                + " https://aka.ms/iotcentral-support. Please include the following information. Request ID: "
                                + requestId + ", Time: " + time + "."));
    }

    @Test
    void aRequestWithoutATokenIsUnauthenticated() {
        given().queryParam("api-version", "2022-07-31")
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(401)
                .header("x-ms-error-code", "Unauthenticated")
                .body("error.code", is("Unauthenticated"));
    }

    @Test
    void aBearerTokenIsATokenToo() {
        given().queryParam("api-version", "1.1-preview")
                .header("Authorization", "Bearer e30.e30.c2ln")
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(200)
                .body(equalTo("{\"value\":[]}"));
    }

    @Test
    void aMissingApiVersionIsABadRequest() {
        given().header("Authorization", SandboxClient.TOKEN)
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(400)
                .body("error.code", is("BadRequest"), "error.message", containsString("api-version"));
    }

    @Test
    void aBodyThatIsNotJsonByItsTypeIsUnsupported() {
        api().contentType("text/plain")
                .body("{\"displayName\":\"A\"}")
                .put("/sandbox/api/organizations/aa")
                .then()
                .statusCode(415)
                .body("error.code", is("UnsupportedMediaType"));
    }

    @Test
    void aBodyOver64KibibytesIsTooLarge() {
        put("aa", "{\"displayName\":\"" + "x".repeat(64 * 1024) + "\"}")
                .statusCode(413)
                .header("x-ms-error-code", "RequestTooLarge")
                .body("error.code", is("RequestTooLarge"));
    }

    /** Who refuses it, and with which body, depends on the server's own limit. */
    @Test
    void aHugeBodyIsTooLargeToo() {
        put("aa", "{\"displayName\":\"" + "x".repeat(2 << 20) + "\"}").statusCode(413);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        api().post("/sandbox/api/organizations/aa").then().statusCode(405).header("Allow", "GET, PUT, PATCH, DELETE");
        api().put("/sandbox/api/organizations").then().statusCode(405).header("Allow", "GET");
    }

    @Test
    void otherPathsOfTheApiDoNotExist() {
        api().get("/sandbox/api/devices").then().statusCode(404).body("error.code", is("NotFound"));
        api().get("/sandbox/api/organizations/aa/bb").then().statusCode(404);
    }

    @Test
    void aMoveToTheTopLevelRemovesTheParent() {
        put("above", "{\"displayName\":\"Above\"}").statusCode(200);
        put("below", "{\"displayName\":\"Below\",\"parent\":\"above\"}").statusCode(200);

        api().contentType("application/merge-patch+json")
                .body("{\"parent\":null}")
                .patch("/sandbox/api/organizations/below")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"below\",\"displayName\":\"Below\"}"));
    }

    @Test
    void pagesAreLinkedAndEachLinkCanBeFollowedAsItIs() {
        limits("{\"requestsPerSecond\":0,\"pageSize\":2}").body("pageSize", is(2));
        List.of("aa", "bb", "cc")
                .forEach(id -> put(id, "{\"displayName\":\"X\"}").statusCode(200));

        Response first = api().get("/sandbox/api/organizations");
        assertThat(first.<List<String>>path("value.id")).containsExactly("aa", "bb");
        String next = first.path("nextLink");
        assertThat(next).startsWith(sandbox + "/api/organizations?api-version=2022-07-31&%24skiptoken=");
        given().urlEncodingEnabled(false)
                .header("Authorization", SandboxClient.TOKEN)
                .get(next + "&api-version=2022-07-31")
                .then()
                .statusCode(200)
                .body("value.id", contains("cc"), "nextLink", nullValue());
    }
}
