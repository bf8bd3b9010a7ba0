package dev.orgrelay.azure;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.http.TestEvents;
import dev.orgrelay.relay.ChangeMessage;
import dev.orgrelay.relay.Changes;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The functions as the Functions host calls them. */
@QuarkusTest
class FunctionsTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void anEventGridTriggerWithANestedCloudEvent() {
        invoke("eventgrid", "event", TestEvents.created("fn-nested", "Seattle", null))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("Outputs.size()", equalTo(0))
                .body("Logs[0]", equalTo("applied create"))
                .body("ReturnValue.outcomes[0].organization", equalTo("fn-nested"));
        assertThat(SandboxControl.organization("fn-nested")).contains("Seattle under null");
    }

    @Test
    void anEventGridTriggerWithAnEventOfItsOwnSchema() {
        invoke("eventgrid", "event", """
                {"id":"1","topic":"t","subject":"units/fn-schema","eventType":"organization.created","dataVersion":"1",
                 "metadataVersion":"1","eventTime":"2026-11-23T10:00:00.5Z","data":{"displayName":"Own schema"}}
                """).then().statusCode(200);
        assertThat(SandboxControl.organization("fn-schema")).contains("Own schema under null");
    }

    @Test
    void theDataOfAnEventOfNoConcernIsNotReadHereEither() {
        String other =
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"badge.printed\",\"data_base64\":\"*\"}";

        invoke("eventgrid", "events", "[" + other + "," + TestEvents.created("fn-beside", "Beside", null) + "]")
                .then()
                .statusCode(200)
                .body("ReturnValue.outcomes.outcome", equalTo(List.of("ignored", "applied")));
    }

    @Test
    void anEventGridTriggerWithManyEventsInAString() {
        String many = "[" + TestEvents.created("fn-child", "Child", "fn-parent") + ","
                + TestEvents.created("fn-parent", "Parent", null) + "]";

        invoke("eventgrid", "events", quoted(many)).then().statusCode(200).body("Logs.size()", equalTo(2));
        assertThat(SandboxControl.organization("fn-child")).contains("Child under fn-parent");
    }

    @Test
    void aQueueMessageWithAnAttributeChangeIsAnEvent() {
        String event = TestEvents.created("fn-change", "Changed", null).replaceFirst("\\{", "{\"change\":\"update\",");

        invoke("apply", "message", quoted(event)).then().statusCode(200);
        assertThat(SandboxControl.organization("fn-change")).contains("Changed under null");
    }

    @Test
    void aNumberInsideAnEnvelopeKeepsAllItsDigits() {
        String event = TestEvents.created("fn-number", "Numbers", null)
                .replace("\"data\":{", "\"data\":{\"n\":1e400,\"m\":0.12345678901234567890,");

        invoke("eventgrid", "event", event).then().statusCode(200);
        assertThat(SandboxControl.organization("fn-number")).contains("Numbers under null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"Data\":", "[1]", "{\"Data\":{\"a\":1e99999}}", "nothing"})
    void anEnvelopeThatCannotBeReadIsRefusedWithAReasonAndThenKept(String envelope) {
        given().contentType("application/json")
                .body(envelope)
                .post("/apply")
                .then()
                .statusCode(400)
                .body("error", not(emptyString()));
        given().contentType("application/json")
                .body(envelope)
                .post("/deadletter")
                .then()
                .statusCode(200)
                .body("Logs[0]", containsString("cannot be read"));
    }

    @Test
    void aQueueMessageThatIsAChange() {
        String message = ChangeMessage.write(Changes.create("fn-queue", "Queued", null, TestEvents.next()))
                .toString();

        invoke("apply", "message", quoted(quoted(message)))
                .then()
                .statusCode(200)
                .body("ReturnValue.source", equalTo("hr"))
                .body("ReturnValue.outcomes[0].outcome", equalTo("applied"));
        invoke("apply", "message", message)
                .then()
                .statusCode(200)
                .body("ReturnValue.outcomes[0].outcome", equalTo("duplicate"));
    }

    @Test
    void aQueueMessageThatIsAnEventInAnyForm() {
        String event = TestEvents.created("fn-forms", "Forms", null);
        String base64 = Base64.getEncoder().encodeToString(event.getBytes(StandardCharsets.UTF_8));

        invoke("apply", "m", quoted(quoted(event))).then().statusCode(200).body("Logs[0]", equalTo("applied create"));
        invoke("apply", "m", quoted(event)).then().statusCode(200).body("Logs[0]", containsString("duplicate create"));
        invoke("apply", "m", quoted(base64)).then().statusCode(200).body("Logs[0]", containsString("duplicate create"));
    }

    @Test
    void aTimerWithoutAnythingToReconcileIsAnsweredToo() {
        invoke("reconcile", "timer", "{\"IsPastDue\":false}")
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("Logs[0]", equalTo("no source has a snapshot"));
    }

    @Test
    void whatIsDeferredIsAFailedInvocation() {
        invoke("eventgrid", "event", TestEvents.created("fn-orphan", "Orphan", "fn-nobody"))
                .then()
                .statusCode(503)
                .body("error", equalTo("deferred create: its parent 'fn-nobody' does not exist"));
    }

    @Test
    void whatIsNoMessageIsAFailedInvocation() {
        invoke("apply", "m", quoted(quoted("hello!!"))).then().statusCode(503).body("error", containsString("JSON"));
        invoke("apply", "m", "7").then().statusCode(503);
        invoke("apply", "m", quoted("{\"change\":\"explode\"}")).then().statusCode(503);
        given().contentType("application/json").body("{}").post("/apply").then().statusCode(503);
        given().contentType("application/json").body("{").post("/apply").then().statusCode(400);
    }

    private static Response invoke(String function, String binding, String value) {
        return given().contentType("application/json")
                .header("X-Azure-Functions-InvocationId", "4e773554-f6b7-4ea2-b07d-4c5fd5aba741")
                .body("{\"Data\":{\"" + binding + "\":" + value
                        + "},\"Metadata\":{\"DequeueCount\":\"1\",\"sys\":{\"MethodName\":\"" + function + "\"}}}")
                .post("/" + function);
    }

    private static String quoted(String text) {
        return new TextNode(text).toString();
    }
}
