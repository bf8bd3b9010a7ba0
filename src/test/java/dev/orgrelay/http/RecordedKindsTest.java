package dev.orgrelay.http;

import static dev.orgrelay.http.JournalOf.delivery;
import static dev.orgrelay.http.JournalOf.idOf;
import static dev.orgrelay.http.JournalOf.ids;
import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each kind of delivery leaves a record, and only those do. */
@QuarkusTest
class RecordedKindsTest {

    private static final String TWO =
            "[{\"id\":\"rk-top\",\"displayName\":\"Top\"},{\"id\":\"rk-below\",\"displayName\":\"Below\",\"parent\":\"rk-top\"}]";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aMessageOfTheChangeQueueIsOneOfItsSource() {
        invoke("apply", """
                {"change":"create","application":"default","organization":"rk-queue","displayName":"Queued",
                 "message":"{\\"token\\":\\"hunter22\\"}",
                 "provenance":{"source":"hr","operation":"create","receivedAt":"2026-11-23T10:00:00Z","eventId":"rk-q1"}}""");

        delivery(idOf("event=rk-q1"))
                .body("kind", equalTo("queue"))
                .body("source", equalTo("hr"))
                .body("path", equalTo("/apply"))
                .body("status", equalTo(200))
                .body("outcomes[0].outcome", equalTo("applied"))
                .body("messages[0].change.organization", equalTo("rk-queue"))
                .body("request.body", containsString("\"message\":\"***\""))
                .body("request.bodyKept", equalTo(true));
    }

    @Test
    void anEventOnTheChangeQueueIsOneOfTheDefaultSource() {
        invoke("apply", created("rk-event", "Event", null));
        delivery(idOf("organization=rk-event")).body("kind", equalTo("queue")).body("source", equalTo("default"));
    }

    @Test
    void anEventGridTriggerIsRecordedAlsoIfItHasToComeAgain() {
        invoke("eventgrid", created("rk-grid", "Grid", "rk-nowhere"));

        delivery(idOf("organization=rk-grid"))
                .body("kind", equalTo("event-grid"))
                .body("status", equalTo(503))
                .body("detail", containsString("deferred create"))
                .body("outcomes[0].outcome", equalTo("deferred"))
                .body("messages[0].ledger.decision", equalTo("new"));
    }

    @Test
    void anEnvelopeThatCannotBeReadIsTurnedAway() {
        given().contentType("application/json").body("{\"Data\":").post("/apply");
        delivery(idOf("kind=queue&outcome=turned-away&status=400&limit=1")).body("detail", notNullValue());
    }

    @Test
    void whatFunctionsTurnAwayIsCountedForItsSource() {
        int before = turnedAwayOfDefault();
        invoke("eventgrid", "{\"id\":\"no event\"}");
        invoke("apply", "\"no event\"");
        invoke("apply", "{\"change\":\"explode\",\"provenance\":{}}");
        given().contentType("application/json").body("{\"Data\":").post("/eventgrid");

        assertThat(turnedAwayOfDefault()).isEqualTo(before + 4);
        delivery(idOf("kind=event-grid&outcome=turned-away&status=400&limit=1")).body("source", equalTo("default"));
        delivery(idOf("kind=event-grid&outcome=turned-away&status=503&limit=1")).body("source", equalTo("default"));
    }

    private static int turnedAwayOfDefault() {
        return given().get("/api/status")
                .jsonPath()
                .getInt("sources.find { it.name == 'default' }.outcomes.day.'turned-away'");
    }

    @Test
    void whatTheQueueGaveUpIsRecordedWithItsDeadLetter() {
        invoke("deadletter", created("rk-poison", "Poison", null));
        delivery(idOf("organization=rk-poison"))
                .body("path", equalTo("/deadletter"))
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].deadLetter", notNullValue());
    }

    @Test
    void aChangeByHandIsOneOfTheOperator() {
        given().contentType("application/json")
                .header("x-functions-key", "a-key-of-forty-thieves")
                .header("x-ms-client-principal-name", "anybody")
                .body("{\"displayName\":\"By hand\"}")
                .put("/api/organizations/rk-hand?code=another-key-of-them")
                .then()
                .statusCode(200);

        String id = idOf("organization=rk-hand");
        delivery(id)
                .body("kind", equalTo("operator"))
                .body("source", equalTo("operator"))
                .body("method", equalTo("PUT"))
                .body("path", equalTo("/api/organizations/rk-hand"))
                .body("request.body", equalTo("{\"displayName\":\"By hand\"}"))
                .body("outcomes[0].outcome", equalTo("applied"))
                .body("answer.body", containsString("rk-hand"))
                .body("", not(hasKey("by")));
        assertThat(given().get("/api/deliveries/" + id).asString()).doesNotContain("thieves", "another-key");
    }

    @Test
    void aMistakeOfAnOperatorIsTurnedAwayWithWhatHeSent() {
        given().body("{\"displayname\":\"Wrong\"}")
                .patch("/api/organizations/rk-wrong")
                .then()
                .statusCode(400);
        delivery(idOf("kind=operator&outcome=turned-away&limit=1"))
                .body("path", equalTo("/api/organizations/rk-wrong"))
                .body("request.body", equalTo("{\"displayname\":\"Wrong\"}"));
    }

    @Test
    void aDryRunByHandIsPlanned() {
        given().body("{\"displayName\":\"Dry\"}")
                .put("/api/organizations/rk-dry?dryRun=true")
                .then()
                .statusCode(200);
        delivery(idOf("organization=rk-dry&outcome=planned")).body("request.query.dryRun", equalTo("true"));
    }

    @Test
    void aReconcileHasAMessageForEachStep() {
        given().contentType("application/json")
                .body(TWO)
                .post("/api/reconcile")
                .then()
                .statusCode(200);

        String id = ids("kind=reconcile&organization=rk-top").get(0);
        delivery(id)
                .body("source", equalTo("operator"))
                .body("messages.size()", equalTo(2))
                .body("messages.change.organization", equalTo(List.of("rk-top", "rk-below")))
                .body("messages.outcome.outcome", equalTo(List.of("applied", "applied")))
                .body("messages.calls.method", equalTo(List.of(List.of("PUT"), List.of("PUT"))))
                .body("answer.body", containsString("\"complete\":true"));
    }

    @Test
    void aReconcileThatIsToldStepByStepIsRecordedWhenItIsOver() {
        given().accept("application/x-ndjson")
                .contentType("application/json")
                .body(TWO.replace("rk-", "rk-steps-"))
                .post("/api/reconcile?source=default")
                .then()
                .statusCode(200);
        delivery(idOf("organization=rk-steps-below"))
                .body("kind", equalTo("reconcile"))
                .body("source", equalTo("default"))
                .body("messages.size()", equalTo(2));
    }

    @Test
    void aStepThatIsNotTriedIsAMessageTooAndADryRunIsPlanned() {
        String two = TWO.replace("rk-", "rk-failing-");
        given().contentType("application/json").body(two).post("/api/reconcile?dryRun=true");
        delivery(idOf("organization=rk-failing-below"))
                .body("outcomes.outcome", equalTo(List.of("planned", "planned")));

        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        given().contentType("application/json").body(two).post("/api/reconcile");
        delivery(idOf("organization=rk-failing-below&outcome=refused"))
                .body("messages.size()", equalTo(2))
                .body("messages[1].outcome.detail", containsString("not tried"));
    }

    @Test
    void aHierarchyWithMistakesIsTurnedAway() {
        given().contentType("application/json")
                .body("[]")
                .post("/api/reconcile")
                .then()
                .statusCode(400);
        given().contentType("application/json")
                .accept("application/x-ndjson")
                .body("[]")
                .post("/api/reconcile")
                .then()
                .statusCode(400);
        assertThat(ids("kind=reconcile&outcome=turned-away&since=1m").size()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void aReplayIsOneOfTheSourceOfTheOriginal() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":422}]");
        String letter = send(created("rk-letter", "Letter", null)).path("outcomes[0].deadLetter");
        SandboxControl.noFaults();
        given().post("/api/dead-letters/" + letter + "/replay?dryRun=true")
                .then()
                .statusCode(200);
        given().post("/api/dead-letters/" + letter + "/replay").then().statusCode(200);

        delivery(idOf("kind=replay&organization=rk-letter&outcome=applied"))
                .body("source", equalTo("default"))
                .body("path", equalTo("/api/dead-letters/" + letter + "/replay"));
        idOf("kind=replay&organization=rk-letter&outcome=planned");
    }

    @Test
    void whatOnlyReadsLeavesNoRecord() {
        send(created("rk-last", "Last", null));
        String last = idOf("organization=rk-last");
        given().get("/api/organizations/rk-last").then().statusCode(200);
        given().get("/api/dead-letters").then().statusCode(200);
        given().contentType("application/json")
                .body(TWO)
                .post("/api/plan")
                .then()
                .statusCode(200);
        assertThat(ids("after=" + last)).isEmpty();
    }

    private static void invoke(String function, String json) {
        given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + json + "},\"Metadata\":{}}")
                .post("/" + function);
    }
}
