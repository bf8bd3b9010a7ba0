package dev.orgrelay;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.oneOf;

import dev.orgrelay.http.TestEvents;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged application, native or on the JVM, does its job. */
@QuarkusIntegrationTest
@TestProfile(PackagedIT.WithSandbox.class)
public class PackagedIT {

    @Test
    void anEventBecomesAnOrganization() {
        given().header("x-api-key", "secret of the test")
                .contentType("application/cloudevents+json")
                .body(TestEvents.created("packaged", "Packaged", null))
                .post("/api/events")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        given().header("x-functions-key", "a key of the test")
                .get("/api/organizations/packaged")
                .then()
                .statusCode(200)
                .body("displayName", equalTo("Packaged"));
    }

    @Test
    void aCloudEventInAFunctionInvocationBecomesAnOrganization() {
        given().contentType("application/json")
                .body("{\"Data\":{\"event\":" + TestEvents.created("invoked", "Invoked", null) + "},\"Metadata\":{}}")
                .post("/eventgrid")
                .then()
                .statusCode(200)
                .body("Logs[0]", equalTo("applied create"));
    }

    /** JSONata copies by serialization for these two, which a native executable has to be told. */
    @Test
    void aMappingMayHaveAlternatives() {
        given().header("x-api-key", "secret of the test")
                .contentType("application/json")
                .body("{\"code\":\"alternative\",\"titles\":[{\"text\":\"Another\"}]}")
                .post("/api/events/alternatives?dryRun=true")
                .then()
                .statusCode(200)
                .body("outcomes[0].organization", equalTo("alternative"))
                .body("outcomes[0].displayName", equalTo("Another"));
    }

    /** The settings of a preset are read when somebody asks for it, and its samples are resources. */
    @Test
    void aSampleOfAPresetCanBeTried() {
        Map<String, String> sample = given().header("x-functions-key", "a key of the test")
                .get("/api/presets/workos")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getMap("samples.find { it.name == 'group-created' }");
        given().header("x-functions-key", "a key of the test")
                .contentType("application/json")
                .body("{\"request\":{\"headers\":{\"content-type\":\"application/json\"},\"body\":" + sample.get("body")
                        + "}}")
                .post("/api/presets/workos/try")
                .then()
                .statusCode(200)
                .body("mistake", nullValue())
                .body("outcomes[0].displayName", equalTo("Kelp Farm"));
    }

    @Test
    void itIsReadyAndLocked() {
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body(
                        "checks.find { it.name == 'IoT Central applications' }.data.default",
                        oneOf("unknown", "available"));
        given().get("/api/organizations").then().statusCode(401);
        given().post("/api/events").then().statusCode(401);
    }

    public static class WithSandbox implements QuarkusTestProfile {

        /** One for each process of the build that tests at the same time. */
        private static final String PORT = Integer.toString(8082 + Integer.getInteger("test.process", 1));

        @Override
        public String getConfigProfile() {
            return "prod";
        }

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(Map.of(
                    "orgrelay.sources.directory.preset", "scim",
                    "orgrelay.sources.directory.authentication.secrets", "a-key-of-hunter2",
                    "orgrelay.sources.by-members.preset", "scim",
                    "orgrelay.sources.by-members.authentication.secrets", "a-key-of-hunter2",
                    "orgrelay.sources.by-members.scim.hierarchy", "members"));
            settings.putAll(Map.of(
                    "quarkus.http.port", PORT,
                    "quarkus.http.test-port", PORT,
                    "orgrelay.sandbox.enabled", "true",
                    "orgrelay.operator-key", "a key of the test",
                    "orgrelay.sources.default.authentication.scheme", "header",
                    "orgrelay.sources.default.authentication.secrets", "secret of the test",
                    "orgrelay.sources.alternatives.authentication.scheme", "header",
                    "orgrelay.sources.alternatives.authentication.secrets", "secret of the test",
                    "orgrelay.sources.alternatives.format", "json",
                    "orgrelay.sources.alternatives.mapping", """
                            {"operation": "upsert", "id": body.id ?? body.code, "displayName": body.(name ?: titles[0].text)}
                            """));
            return settings;
        }
    }
}
