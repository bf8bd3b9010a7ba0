package dev.orgrelay.http;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/** The sandbox behind the application under test: what it holds, how often it was called, how it should fail. */
public final class SandboxControl {

    private SandboxControl() {}

    /** Empty, without faults, and fast. */
    public static void reset() {
        given().delete("/sandbox/control").then().statusCode(204);
        limits("{\"requestsPerSecond\":0}");
    }

    public static void limits(String json) {
        given().contentType("application/json")
                .body(json)
                .put("/sandbox/control/limits")
                .then()
                .statusCode(200);
    }

    public static void faults(String json) {
        given().contentType("application/json")
                .body(json)
                .put("/sandbox/control/faults")
                .then()
                .statusCode(200);
    }

    public static void noFaults() {
        faults("[]");
    }

    /** How many requests arrived, by operation. */
    public static Map<String, Integer> requests() {
        Map<String, Integer> requests = new TreeMap<>();
        state().path("requests")
                .properties()
                .forEach(one -> requests.put(one.getKey(), one.getValue().intValue()));
        return requests;
    }

    public static int allRequests() {
        return requests().values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How many answers were {@code accepted}, {@code throttled} or {@code refused}. */
    public static int answers(String kind) {
        return state().path(kind).intValue();
    }

    /** The organization as {@code name under parent}. */
    public static Optional<String> organization(String id) {
        return StreamSupport.stream(state().path("organizations").spliterator(), false)
                .filter(organization -> organization.path("id").asText().equals(id))
                .map(organization -> organization.path("displayName").asText() + " under "
                        + organization.path("parent").asText("null"))
                .findFirst();
    }

    /** Makes an organization by hand. */
    public static void put(String id, String name, String parent) {
        given().header("Authorization", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000")
                .contentType("application/json")
                .body("{\"displayName\":\"" + name + "\"" + (parent == null ? "" : ",\"parent\":\"" + parent + "\"")
                        + "}")
                .put("/sandbox/api/organizations/" + id + "?api-version=2022-07-31")
                .then()
                .statusCode(200);
    }

    /** Without the paths of REST Assured, which are compiled each time. */
    private static JsonNode state() {
        return Json.read(
                given().get("/sandbox/control").then().statusCode(200).extract().asString());
    }
}
