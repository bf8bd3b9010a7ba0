package dev.orgrelay.sandbox;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

/** Speaks to the sandbox over HTTP, with everything right about the request that a test does not care about. */
final class SandboxClient {

    static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    private SandboxClient() {}

    static ValidatableResponse reset() {
        return given().delete("/sandbox/control").then();
    }

    static RequestSpecification api() {
        return given().queryParam("api-version", "2022-07-31").header("Authorization", TOKEN);
    }

    static ValidatableResponse put(String id, String body) {
        return api().contentType("application/json")
                .body(body)
                .put("/sandbox/api/organizations/" + id)
                .then();
    }

    static ValidatableResponse patch(String id, String body) {
        return api().contentType("application/json")
                .body(body)
                .patch("/sandbox/api/organizations/" + id)
                .then();
    }

    static ValidatableResponse faults(String rules) {
        return given().contentType("application/json")
                .body(rules)
                .put("/sandbox/control/faults")
                .then();
    }

    static ValidatableResponse limits(String limits) {
        return given().contentType("application/json")
                .body(limits)
                .put("/sandbox/control/limits")
                .then();
    }

    static Response control() {
        return given().get("/sandbox/control");
    }
}
