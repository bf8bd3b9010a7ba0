package dev.orgrelay.azure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.http.SendersProfile;
import dev.orgrelay.http.TestEvents;
import dev.orgrelay.intake.CountingReconcile;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What makes the sources be reconciled: messages that say no more than that something changed, and the timer. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ReconcileTest {

    @Inject
    CountingReconcile reconcile;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        TestEvents.send(TestEvents.created("whole-top", "Top", null)).then().statusCode(200);
    }

    @Test
    void aMessageThatOnlySaysThatSomethingChangedSchedulesOne() {
        int before = reconcile.runs();

        send("whole", "")
                .body("outcomes[0].outcome", equalTo("ignored"))
                .body("outcomes[0].detail", containsString("a reconcile of this source is scheduled"));
        await().until(() -> reconcile.runs() == before + 1);
    }

    @Test
    void aRunThatFailsComesAgainByItself() {
        int before = reconcile.runs();
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":500,\"times\":1}]");

        send("whole", "").body("outcomes[0].outcome", equalTo("ignored"));
        await().atMost(Duration.ofMinutes(1)).until(() -> reconcile.runs() == before + 2);
    }

    @Test
    void aDryRunSchedulesNone() {
        int before = reconcile.runs();

        send("whole", "?dryRun=true").body("outcomes[0].detail", containsString("would be scheduled"));
        assertThat(reconcile.runs()).isEqualTo(before);
    }

    @Test
    void aSourceWithoutASnapshotSaysWhatIsMissing() {
        send("blind", "")
                .body("outcomes[0].outcome", equalTo("ignored"))
                .body("outcomes[0].detail", containsString("set orgrelay.sources.blind.snapshot.url"));
    }

    @Test
    void theTimerReconcilesAllSourcesWithASnapshot() {
        timer().statusCode(200)
                .body("Outputs.size()", equalTo(0))
                .body("Logs.size()", equalTo(1))
                .body("Logs[0]", equalTo("whole: 1 organizations in [default]"));
    }

    @Test
    void aReconcileThatFailsIsAFailedInvocation() {
        SandboxControl.faults("[{\"match\":\"GET\",\"status\":500,\"times\":1}]");

        timer().statusCode(503)
                .body(
                        "error",
                        equalTo("whole: the snapshot of 'whole' cannot be used: page 1: it was answered with 500"));
        given().get("/api/status")
                .then()
                .statusCode(200)
                .body("unfinished.source", equalTo(List.of("whole")))
                .body("unfinished[0].failures", equalTo(1))
                .body("unfinished[0].reason", containsString("page 1: it was answered with 500"))
                .body("unfinished[0].next", startsWith("20"));
        assertThat(given().accept("text/plain").get("/api/status").asString())
                .contains("unfinished: the reconcile of whole failed 1 × and comes again 20", "answered with 500");

        timer().statusCode(200);
        given().get("/api/status").then().body("unfinished", equalTo(List.of()));
    }

    private static ValidatableResponse send(String source, String query) {
        return given().contentType("application/json")
                .header("x-api-key", "a-key-of-hunter2")
                .body("{}")
                .post("/api/events/" + source + query)
                .then()
                .statusCode(200);
    }

    private static ValidatableResponse timer() {
        return given().contentType("application/json")
                .body(
                        "{\"Data\":{\"timer\":{\"Schedule\":{\"AdjustForDST\":true},\"ScheduleStatus\":null,\"IsPastDue\":false}},"
                                + "\"Metadata\":{\"sys\":{\"MethodName\":\"reconcile\"}}}")
                .post("/reconcile")
                .then();
    }
}
