package dev.orgrelay.azure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.http.TestEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the timer only reports, it changes nothing, and the status shows what differs. */
@QuarkusTest
@TestProfile(DriftTest.OnlyReported.class)
class DriftTest {

    private static int units;

    private final String unit = "df-" + ++units;

    @BeforeEach
    void oneDiffers() {
        SandboxControl.reset();
        TestEvents.send(TestEvents.created(unit, "One", null)).then().statusCode(200);
    }

    @Test
    void theTimerReportsWhatDiffers() {
        timer().statusCode(200)
                .body("Logs", contains("mirror: default: 0 to create, 1 to update, 0 to delete, 0 held"));

        lastPlanHasOneUpdate();
        assertThat(SandboxControl.organization(unit)).contains("One under null");
        given().get("/api/deliveries?kind=reconcile&source=mirror&limit=1")
                .then()
                .body("value[0].outcomes[0].outcome", equalTo("planned"));
    }

    @Test
    void aDryRunByHandIsTheLastPlanToo() {
        given().post("/api/reconcile?source=mirror&dryRun=true").then().statusCode(200);

        lastPlanHasOneUpdate();
        assertThat(SandboxControl.organization(unit)).contains("One under null");
    }

    @Test
    void whatAMessageAsksForIsAppliedInAnyCase() {
        given().contentType("application/json")
                .header("x-api-key", "a-key-of-hunter2")
                .body("{}")
                .post("/api/events/mirror")
                .then()
                .statusCode(200);

        await().until(() -> SandboxControl.organization(unit).equals(Optional.of("One! under null")));
    }

    @Test
    void aSnapshotThatCannotBeReadIsAFailedInvocation() {
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":500,\"times\":1}]");

        timer().statusCode(503);
    }

    private static void lastPlanHasOneUpdate() {
        given().get("/api/status")
                .then()
                .body("applications[0].lastPlan.create", equalTo(0))
                .body("applications[0].lastPlan.update", equalTo(1))
                .body("applications[0].lastPlan.delete", equalTo(0))
                .body("applications[0].lastPlan.held", equalTo(0));
    }

    private static ValidatableResponse timer() {
        return given().contentType("application/json")
                .body("{\"Data\":{\"timer\":{}},\"Metadata\":{}}")
                .post("/reconcile")
                .then();
    }

    /** A source that has everything that the application has, under other names. */
    public static class OnlyReported implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            String key = "orgrelay.sources.mirror.";
            return Map.of(
                    "orgrelay.reconcile.mode",
                    "report",
                    key + "authentication.scheme",
                    "header",
                    key + "authentication.secrets",
                    "a-key-of-hunter2",
                    key + "format",
                    "json",
                    key + "mapping",
                    "{'operation': 'resync'}",
                    key + "snapshot.url",
                    "http://127.0.0.1:${quarkus.http.test-port}/sandbox/api/organizations?api-version=2022-07-31",
                    key + "snapshot.headers.authorization",
                    "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                    key + "snapshot.items",
                    "value",
                    key + "snapshot.mapping",
                    "body.{'operation': 'create', 'organization': id, 'displayName': displayName & '!', 'parentOrganization': parent}");
        }
    }
}
