package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static dev.orgrelay.http.TestEvents.sendBatch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever IoT Central answers, a change is applied late or sent back, and never lost. */
@QuarkusTest
@TestProfile(StatusTest.OneSender.class)
class OutageTest {

    @BeforeEach
    void healthyAgain() {
        SandboxControl.reset();
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        send(created("ou-probe-" + UUID.randomUUID().toString().substring(0, 8), "Probe", null))
                                        .statusCode()
                                == 200);
        SandboxControl.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":429",
                "\"status\":429,\"retryAfter\":1",
                "\"status\":500",
                "\"status\":503",
                "\"status\":503,\"retryAfter\":1",
                "\"action\":\"reset\"",
                "\"action\":\"garbage\"",
                "\"action\":\"hang\""
            })
    void aFaultThatPassesIsNotNoticedByTheSender(String fault) {
        String id = "ou-once-" + Math.abs(fault.hashCode());
        SandboxControl.faults("[{\"match\":\"PUT\",\"times\":1," + fault + "}]");

        send(created(id, "Seattle", null)).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization(id)).contains("Seattle under null");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"status\":429",
                "\"status\":500",
                "\"status\":503,\"retryAfter\":77",
                "\"action\":\"reset\"",
                "\"action\":\"garbage\"",
                "\"action\":\"hang\""
            })
    void aFaultThatStaysSendsTheChangeBackAndItIsAppliedWhenItComesAgain(String fault) {
        String id = "ou-stays-" + Math.abs(fault.hashCode());
        String event = created(id, "Seattle", null);
        SandboxControl.faults("[{\"match\":\"*\"," + fault + "}]");

        String retryAfter = send(event)
                .then()
                .statusCode(503)
                .body("outcomes[0].outcome", equalTo("deferred"))
                .body("outcomes[0].detail", not(containsString("Exception")))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(retryAfter)).isPositive();

        SandboxControl.noFaults();
        await().atMost(Duration.ofSeconds(20)).until(() -> send(event).statusCode() == 200);
        assertThat(SandboxControl.organization(id)).contains("Seattle under null");
    }

    @Test
    void theApplicationsOwnWaitIsPassedOn() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":77}]");

        send(created("ou-wait", "Seattle", null)).then().statusCode(503).header("Retry-After", "77");
    }

    @Test
    void refusedCredentialsAreAReasonToTryAgainLater() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":401}]");

        send(created("ou-token", "Seattle", null))
                .then()
                .statusCode(503)
                .body("outcomes[0].detail", containsString("IoT Central answered 401"));

        given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(
                        "checks.find { it.name == 'IoT Central applications' }.data.default",
                        containsString("the credential is not accepted: IoT Central answered 401"));
        SandboxControl.noFaults();
        send(created("ou-token", "Seattle", null)).then().statusCode(200);
        given().get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'IoT Central applications' }.data.default", equalTo("available"));
    }

    @Test
    void whatIoTCentralRefusesForNoReasonInTheTreeBecomesADeadLetter() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");

        send(created("ou-refused", "Seattle", null))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", containsString("IoT Central answered 422"))
                .body("outcomes[0].deadLetter.length()", equalTo(36));
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 500})
    void anOrganizationThatIoTCentralCannotDigestDoesNotHoldUpTheOthers(int status) {
        String bad = "ou-bad-" + status;
        SandboxControl.faults("[{\"match\":\"PUT /api/organizations/" + bad + "\",\"status\":" + status + "}]");

        sendBatch(
                        created(bad, "B", null),
                        created("ou-good1-" + status, "G", null),
                        created("ou-good2-" + status, "G", null))
                .then()
                .statusCode(503)
                .body("outcomes.outcome", equalTo(List.of("deferred", "applied", "applied")));
    }

    @Test
    void anApplicationThatIsDownIsAskedOnceForAWholeBatch() {
        SandboxControl.faults("[{\"match\":\"*\",\"status\":503,\"retryAfter\":30}]");
        int before = SandboxControl.allRequests();

        sendBatch(created("ou-b1", "B", null), created("ou-b2", "B", null), deleted("ou-b3"))
                .then()
                .statusCode(503)
                .body("outcomes.outcome", everyItem(equalTo("deferred")));

        assertThat(SandboxControl.allRequests() - before).isEqualTo(1);
    }

    @Test
    void afterManyFailuresTheApplicationIsLeftAloneAndReadinessSaysSo() {
        SandboxControl.faults("[{\"match\":\"*\",\"status\":500}]");
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            send(renamed("ou-breaker", "x"));
            return given().get("/q/health/ready").statusCode() == 503;
        });
        int before = SandboxControl.allRequests();

        send(renamed("ou-breaker", "y"))
                .then()
                .statusCode(503)
                .body("outcomes[0].detail", containsString("left alone"));

        assertThat(SandboxControl.allRequests()).isEqualTo(before);
        given().get("/q/health/ready")
                .then()
                .body(
                        "checks.find { it.name == 'IoT Central applications' }.data.default",
                        startsWith("circuit-open: IoT Central answered 500"));
    }
}
