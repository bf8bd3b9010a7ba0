package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The walk through the operations that the vendor's how-to takes, with its requests, against the sandbox and through the client.
 *
 * @see <a href="https://learn.microsoft.com/azure/iot-central/core/howto-manage-organizations-with-rest-api">Manage organizations with the REST API</a>
 */
@QuarkusTest
@TestProfile(OwnedTest.SyncOwned.class)
class VendorExamplesTest {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";
    private static final String SEATTLE = "{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"washington\"}";
    private static final String SALES =
            "{\"id\":\"seattle\",\"displayName\":\"Seattle Sales\",\"parent\":\"washington\"}";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @CsvSource({"1.1-preview", "2022-07-31"})
    void theRequestsAsTheyArePrinted(String version) {
        api(version).body("{\"displayName\":\"Washington\"}").put("/sandbox/api/organizations/washington");

        assertThat(api(version)
                        .body("{\"displayName\":\"Seattle\",\"parent\":\"washington\"}")
                        .put("/sandbox/api/organizations/seattle")
                        .asString())
                .isEqualTo(SEATTLE);
        assertThat(api(version).get("/sandbox/api/organizations/seattle").asString())
                .isEqualTo(SEATTLE);
        assertThat(api(version)
                        .body(SALES)
                        .patch("/sandbox/api/organizations/seattle")
                        .asString())
                .isEqualTo(SALES);
        assertThat(api(version).get("/sandbox/api/organizations").asString())
                .isEqualTo("{\"value\":[{\"id\":\"washington\",\"displayName\":\"Washington\"}," + SALES + "]}");
        api(version).delete("/sandbox/api/organizations/seattle").then().statusCode(204);
    }

    @ParameterizedTest
    @CsvSource({"preview", "default"})
    void theSameThroughTheClient(String application) {
        operator(application).body("{\"displayName\":\"Washington\"}").put("/api/organizations/washington");
        operator(application)
                .body("{\"displayName\":\"Seattle\",\"parent\":\"washington\"}")
                .put("/api/organizations/seattle")
                .then()
                .statusCode(200);

        assertThat(operator(application).get("/api/organizations/seattle").asString())
                .isEqualToIgnoringNewLines(SEATTLE);
        operator(application)
                .body(SALES)
                .patch("/api/organizations/seattle")
                .then()
                .statusCode(200);
        assertThat(operator(application).get("/api/organizations").asString())
                .isEqualToIgnoringNewLines(
                        "{\"value\":[{\"id\":\"washington\",\"displayName\":\"Washington\"}," + SALES + "]}");
        operator(application).delete("/api/organizations/seattle").then().statusCode(200);
        assertThat(SandboxControl.organization("seattle")).isEmpty();
    }

    private static RequestSpecification api(String version) {
        return given().queryParam("api-version", version)
                .header("Authorization", TOKEN)
                .contentType("application/json");
    }

    private static RequestSpecification operator(String application) {
        return given().queryParam("application", application).contentType("application/json");
    }
}
