package dev.orgrelay.sandbox;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SandboxSwitchedOffTest.Off.class)
class SandboxSwitchedOffTest {

    @Test
    void nothingIsReachableWhileItIsOff() {
        given().get("/sandbox/control").then().statusCode(404);
        given().get("/sandbox/api/organizations?api-version=2022-07-31").then().statusCode(404);
    }

    public static class Off implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "orgrelay.sandbox.enabled", "false",
                    "orgrelay.applications.default.url", "https://contoso.azureiotcentral.com",
                    "orgrelay.applications.default.api-token",
                            "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");
        }
    }
}
