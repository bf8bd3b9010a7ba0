package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.moved;
import static dev.orgrelay.http.TestEvents.next;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static dev.orgrelay.http.TestEvents.sendBatch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What senders hear of the promise of {@code docs/order.md}, and what IoT Central ends with. */
@QuarkusTest
class OrderAtTheDoorTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void whatIsCreatedAndDeletedInOneDeliveryIsGone() {
        int second = next();

        sendBatch(created("od-zz", "Z", "od-ss", second), deleted("od-zz", second), created("od-ss", "S", null, second))
                .then()
                .statusCode(200)
                .body("outcomes.outcome", contains("applied", "applied", "applied"));

        assertThat(SandboxControl.organization("od-zz")).isEmpty();
        assertThat(SandboxControl.organization("od-ss")).contains("S under null");
    }

    @Test
    void ofTwoMovesOfOneMomentTheLaterStaysHoweverOftenTheyCome() {
        send(created("od-xx", "X", null));
        send(created("od-qq", "Q", null));
        int second = next();
        String[] moves = {moved("od-xx", "od-rr", second), moved("od-xx", "od-qq", second)};

        sendBatch(moves).then().statusCode(200).body("outcomes.outcome", contains("stale", "applied"));
        send(created("od-rr", "R", null)).then().statusCode(200);
        sendBatch(moves).then().statusCode(200).body("outcomes.outcome", contains("stale", "duplicate"));

        assertThat(SandboxControl.organization("od-xx")).contains("X under od-qq");
    }

    @Test
    void aMoveBeforeItsCreateIsTakenAlong() {
        send(created("od-pp", "P", null));
        send(created("od-tt", "T", null));
        int second = next();
        String move = moved("od-mm", "od-tt", second);

        send(move).then().statusCode(503).body("outcomes[0].detail", equalTo("'od-mm' does not exist"));
        send(created("od-mm", "M", "od-pp", second - 10))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        send(move).then().statusCode(200).body("outcomes[0].outcome", equalTo("duplicate"));

        assertThat(SandboxControl.organization("od-mm")).contains("M under od-tt");
    }

    @Test
    void aTimeFarAheadBlocksNeitherCorrectionsNorOperatorsNorReconciles() {
        send(created("od-aa", "A", null));
        Instant tomorrow = Instant.now().plus(Duration.ofHours(20)).truncatedTo(ChronoUnit.SECONDS);
        send(at(tomorrow, renamed("od-aa", "ahead"))).then().body("outcomes[0].outcome", equalTo("applied"));

        send(at(Instant.now(), renamed("od-aa", "corrected"))).then().body("outcomes[0].outcome", equalTo("applied"));
        given().contentType("application/json")
                .body("{\"displayName\":\"by hand\"}")
                .put("/api/organizations/od-aa")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));
        given().contentType("application/json")
                .body("[{\"id\":\"od-aa\",\"displayName\":\"reconciled\"}]")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true));

        assertThat(SandboxControl.organization("od-aa")).contains("reconciled under null");
    }

    @Test
    void aReconcileThatSomethingNewerHasOvertakenIsNotComplete() {
        send(created("od-bb", "B", null));
        send(at(Instant.now().plusSeconds(240), renamed("od-bb", "newer")))
                .then()
                .body("outcomes[0].outcome", equalTo("applied"));

        given().contentType("application/json")
                .body("[{\"id\":\"od-bb\",\"displayName\":\"older\"}]")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("summary.stale", equalTo(1))
                .body("steps[0].detail", containsString("was applied before"));
    }

    @Test
    void whatIsRefusedIsNoReasonToCallSomethingOlderStale() {
        send(created("od-cc", "C", null));
        int second = next();
        SandboxControl.faults("[{\"match\":\"PATCH\",\"status\":422,\"times\":2}]");
        send(renamed("od-cc", "refused", second)).then().body("outcomes[0].outcome", equalTo("refused"));

        send(renamed("od-cc", "older", second - 10)).then().body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("od-cc")).contains("older under null");
    }

    private static String at(Instant time, String event) {
        return event.replaceFirst("\"time\":\"[^\"]*\"", "\"time\":\"" + time + "\"");
    }
}
