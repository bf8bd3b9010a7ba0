package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.relay.MemoryQueue;
import dev.orgrelay.relay.MemoryQueue.Put;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source with {@code delivery=queue}, from its request to the organization. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class QueuedDeliveryTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Inject
    MemoryQueue queue;

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        queue.refuse(change -> false);
        queue.taken();
    }

    @Test
    void changesAreStoredAndTheSenderNeedNotWaitForThem() {
        send(created("qd-child", "Child", "qd-parent"), created("qd-parent", "Parent", null))
                .then()
                .statusCode(202)
                .body("source", equalTo("later-on"))
                .body("outcomes.outcome", equalTo(List.of("queued", "queued")))
                .body("outcomes[0].organization", equalTo("qd-child"))
                .body("outcomes[0].detail", equalTo("it waits in the change queue"));

        assertThat(SandboxControl.allRequests()).isZero();
        List<Put> puts = queue.taken();
        assertThat(puts).hasSize(2).allSatisfy(put -> {
            assertThat(put.change().traceparent()).contains(TRACE);
            assertThat(put.change().attempts()).isZero();
            assertThat(put.delay()).isZero();
        });
    }

    @Test
    void whatWasStoredIsAppliedWhenItIsItsTurn() {
        send(created("qd-late", "Late", null));

        invoke("apply", queue.taken().get(0).message().toString())
                .then()
                .statusCode(200)
                .body("Logs[0]", equalTo("applied create"))
                .body("ReturnValue.source", equalTo("later-on"));

        assertThat(SandboxControl.organization("qd-late")).contains("Late under null");
    }

    @Test
    void anEventGridTriggerUsesTheQueueToo() {
        given().contentType("application/json")
                .body("{\"Data\":{\"event\":" + created("qd-grid", "Grid", null) + "},\"Metadata\":{}}")
                .post("/eventgrid")
                .then()
                .statusCode(200)
                .body("Logs[0]", equalTo("queued create: it waits in the change queue"));

        assertThat(SandboxControl.allRequests()).isZero();
        assertThat(queue.taken()).hasSize(1);
    }

    @Test
    void anEventInTheQueueThatHasToWaitGoesBackAsAChange() {
        invoke("apply", created("qd-orphan", "Orphan", "qd-nobody"))
                .then()
                .statusCode(200)
                .body("Logs[0]", containsString("queued create: its parent 'qd-nobody' does not exist"));

        Put back = queue.taken().get(0);
        assertThat(back.change().attempts()).isEqualTo(1);
        assertThat(back.change().changes().get(0).organization().value()).isEqualTo("qd-orphan");
    }

    @Test
    void aDeferredChangeWaitsInTheQueueUntilItsParentIsThere() {
        send(created("qd-early", "Early", "qd-missing"));
        String first = queue.taken().get(0).message().toString();

        invoke("apply", first)
                .then()
                .statusCode(200)
                .body("Logs[0]", equalTo("queued create: its parent 'qd-missing' does not exist; tried again in 5 s"));
        Put again = queue.taken().get(0);
        assertThat(again.change().attempts()).isEqualTo(1);
        assertThat(again.change().traceparent()).contains(TRACE);
        assertThat(again.delay()).isEqualTo(Duration.ofSeconds(5));

        given().contentType("application/json")
                .body("{\"displayName\":\"Parent\"}")
                .put("/api/organizations/qd-missing")
                .then()
                .statusCode(200);
        invoke("apply", again.message().toString()).then().body("Logs[0]", equalTo("applied create"));
        assertThat(SandboxControl.organization("qd-early")).contains("Early under qd-missing");
    }

    @Test
    void aChangeThatCannotBePutBackIsAFailedInvocation() {
        send(created("qd-stuck", "Stuck", "qd-missing"));
        String message = queue.taken().get(0).message().toString();
        queue.refuse(change -> true);

        invoke("apply", message).then().statusCode(503).body("error", equalTo("the function failed"));
    }

    @Test
    void whenThePutFailsTheSenderIsAskedToComeAgain() {
        queue.refuse(change -> change.changes().get(0).organization().value().equals("qd-second"));

        send(created("qd-first", "First", null), created("qd-second", "Second", null))
                .then()
                .statusCode(503)
                .header("Retry-After", "10")
                .body("outcomes[1].outcome", equalTo("deferred"))
                .body("outcomes[1].detail", equalTo("the change queue cannot be reached"));
    }

    @Test
    void whatConcernsNoOrganizationIsAnsweredAtOnce() {
        send("{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/hr\",\"type\":\"person.hired\"}")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("ignored"));
        assertThat(queue.taken()).isEmpty();
    }

    @Test
    void aDryRunStoresNothing() {
        request()
                .queryParam("dryRun", true)
                .body("[" + created("qd-dry", "Dry", null) + "]")
                .post("/api/events/later-on")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"));
        assertThat(queue.taken()).isEmpty();
    }

    @Test
    void aChangeThatIsTooLargeForAMessageIsADeadLetter() {
        send(created("qd-large", "x".repeat(60_000), null))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", containsString("takes 49152"))
                .body("outcomes[0].deadLetter.length()", equalTo(36));
    }

    @Test
    void theMessageTravelsAlongUnlessTheSourceKeepsNone() {
        String event = created("qd-kept", "Kept", null);
        send(event);
        assertThat(queue.taken().get(0).message().path("message").asText()).isEqualTo(event);

        request().body("[" + event + "]").post("/api/events/discreet").then().statusCode(202);
        assertThat(queue.taken().get(0).message().has("message")).isFalse();
    }

    @Test
    void changesThatCameTogetherKeepTheirOrder() {
        String one = created("qd-order", "One", null).replaceFirst("\"time\":\"[^\"]*\",", "");
        String two = created("qd-order", "Two", null).replaceFirst("\"time\":\"[^\"]*\",", "");
        send(one, two).then().statusCode(202);
        List<Put> puts = queue.taken();
        assertThat(puts).as("one message for one organization").hasSize(1);

        invoke("apply", puts.get(0).message().toString())
                .then()
                .body("Logs", contains("applied create", "applied create"));

        assertThat(SandboxControl.organization("qd-order")).contains("Two under null");
    }

    private static Response send(String... events) {
        return request()
                .header("traceparent", TRACE)
                .body("[" + String.join(",", events) + "]")
                .post("/api/events/later-on");
    }

    private static io.restassured.specification.RequestSpecification request() {
        return given().header("x-api-key", "a-key-of-hunter2").contentType("application/cloudevents-batch+json");
    }

    private static Response invoke(String function, String message) {
        return given().contentType("application/json")
                .body("{\"Data\":{\"message\":" + new TextNode(message) + "},\"Metadata\":{}}")
                .post("/" + function);
    }
}
