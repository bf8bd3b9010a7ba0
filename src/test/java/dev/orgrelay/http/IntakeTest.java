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
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events in, organizations out: what is sent to IoT Central, and what the sender hears. */
@QuarkusTest
class IntakeTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aCreatedEventCostsOnePut() {
        send(created("it-create", "Seattle", null))
                .then()
                .statusCode(200)
                .contentType("application/json")
                .body("source", equalTo("default"))
                .body("outcomes.size()", equalTo(1))
                .body("outcomes[0].outcome", equalTo("applied"))
                .body("outcomes[0].operation", equalTo("create"))
                .body("outcomes[0].application", equalTo("default"))
                .body("outcomes[0].organization", equalTo("it-create"))
                .body("outcomes[0].displayName", equalTo("Seattle"))
                .body("outcomes[0].parent", nullValue())
                .body("outcomes[0]", not(hasKey("detail")));

        assertThat(SandboxControl.organization("it-create")).contains("Seattle under null");
        assertThat(SandboxControl.requests())
                .isEqualTo(Map.of("list", 0, "get", 0, "create", 1, "update", 0, "delete", 0));
    }

    @Test
    void anUpdatedEventCostsOnePatchAndADeletedEventOneDelete() {
        send(created("it-verbs", "Seattle", null));
        send(renamed("it-verbs", "Seattle Sales")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("it-verbs")).contains("Seattle Sales under null");

        send(deleted("it-verbs")).then().body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("it-verbs")).isEmpty();
        assertThat(SandboxControl.requests())
                .isEqualTo(Map.of("list", 0, "get", 0, "create", 1, "update", 1, "delete", 1));
    }

    @Test
    void anUpsertWithNameAndParentCostsOnePutAndOneWithoutParentLeavesItWhereItIs() {
        send(created("it-above", "Above", null));
        send(created("it-upsert", "Old", "it-above"));
        int before = SandboxControl.allRequests();

        send("""
                {"specversion":"1.0","id":"u1","source":"/hr","type":"organization.upserted",
                 "data":{"id":"it-upsert","displayName":"New","parent":"it-above"}}
                """)
                .then()
                .body("outcomes[0].operation", equalTo("upsert"))
                .body("outcomes[0].outcome", equalTo("applied"));
        send("""
                {"specversion":"1.0","id":"u2","source":"/hr","type":"organization.upserted",
                 "data":{"id":"it-upsert","displayName":"Newer"}}
                """).then().body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.allRequests() - before).isEqualTo(2);
        assertThat(SandboxControl.organization("it-upsert")).contains("Newer under it-above");
    }

    @Test
    void anUpdateOfAMissingOrganizationCostsTwoCallsAndCreatesIt() {
        send(renamed("it-missing", "Seattle")).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("it-missing")).contains("Seattle under null");
        assertThat(SandboxControl.requests())
                .isEqualTo(Map.of("list", 0, "get", 0, "create", 1, "update", 1, "delete", 0));
    }

    @Test
    void aDeleteOfAMissingOrganizationIsDone() {
        send(deleted("it-never-was")).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));
    }

    @Test
    void theSameEventAgainCostsNothing() {
        String event = created("it-duplicate", "Seattle", null);
        send(event);
        int before = SandboxControl.allRequests();

        send(event)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("duplicate"))
                .body("outcomes[0].detail", equalTo("this event was applied before"));

        assertThat(SandboxControl.allRequests()).isEqualTo(before);
    }

    @Test
    void anOlderUpdateAfterANewerOneIsStaleAndCostsNothing() {
        int second = next();
        send(created("it-stale", "first", null, second));
        send(renamed("it-stale", "third", second + 2));
        int before = SandboxControl.allRequests();

        send(renamed("it-stale", "second", second + 1))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("stale"));

        assertThat(SandboxControl.allRequests()).isEqualTo(before);
        assertThat(SandboxControl.organization("it-stale")).contains("third under null");
    }

    @Test
    void aLateUpdateDoesNotResurrectADeletedOrganization() {
        int second = next();
        send(created("it-deleted", "first", null, second));
        send(deleted("it-deleted", second + 2));

        send(renamed("it-deleted", "second", second + 1)).then().body("outcomes[0].outcome", equalTo("stale"));

        assertThat(SandboxControl.organization("it-deleted")).isEmpty();
    }

    @Test
    void aDryRunSaysWhatWouldBeSentAndSendsNothing() {
        given().contentType("application/cloudevents+json")
                .queryParam("dryRun", "true")
                .body(created("it-dry", "Seattle", "washington"))
                .post("/api/events")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].parent", equalTo("washington"));

        assertThat(SandboxControl.allRequests()).isZero();
        send(created("it-washington", "x", null));
        assertThat(SandboxControl.organization("it-dry")).isEmpty();
    }

    @Test
    void aDryRunThatIsMisspeltIsNotTakenForARealOne() {
        for (String value : List.of("TRUE", "yes", "")) {
            given().contentType("application/cloudevents+json")
                    .queryParam("dryRun", value)
                    .body(created("it-dry-typo", "Seattle", null))
                    .post("/api/events")
                    .then()
                    .statusCode(400);
        }
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void aTimeFarAheadDoesNotMakeEverythingStaleUntilThen() {
        send(created("it-future", "Seattle", null).replace("2026-", "2999-"));
        send(renamed("it-future", "Seattle Sales").replace("\"time\":", "\"ignored\":"))
                .then()
                .body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("it-future")).contains("Seattle Sales under null");
    }

    @Test
    void aChildBeforeItsParentInOneBatchIsApplied() {
        sendBatch(created("it-child", "Child", "it-parent"), created("it-parent", "Parent", null))
                .then()
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of("applied", "applied")))
                .body("outcomes.organization", equalTo(List.of("it-child", "it-parent")));

        assertThat(SandboxControl.organization("it-child")).contains("Child under it-parent");
    }

    @Test
    void aChildAloneIsSentBackAndAppliedWhenItComesAgainAfterItsParent() {
        String child = created("it-alone", "Child", "it-late-parent");

        String retryAfter = send(child)
                .then()
                .statusCode(503)
                .body("outcomes[0].outcome", equalTo("deferred"))
                .body("outcomes[0].detail", equalTo("its parent 'it-late-parent' does not exist"))
                .extract()
                .header("Retry-After");
        assertThat(Integer.parseInt(retryAfter)).isPositive();
        assertThat(SandboxControl.organization("it-alone")).isEmpty();

        send(created("it-late-parent", "Parent", null)).then().statusCode(200);
        send(child).then().statusCode(200).body("outcomes[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("it-alone")).contains("Child under it-late-parent");
    }

    @Test
    void aRenameThatOvertakesItsCreateKeepsTheNameAndTheCreateGivesTheParent() {
        int second = next();
        send(created("it-region", "Region", null));
        send(renamed("it-overtaken", "new name", second + 1)).then().statusCode(200);

        send(created("it-overtaken", "old name", "it-region", second))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization("it-overtaken")).contains("new name under it-region");
    }

    @Test
    void twoMovesThatSwapParentAndChildEndAppliedInTheWrongOrderToo() {
        int second = next();
        send(created("it-upper", "Upper", null, second));
        send(created("it-lower", "Lower", "it-upper", second + 1));
        String first = moved("it-lower", null, second + 2);
        String later = moved("it-upper", "it-lower", second + 3);

        send(later).then().statusCode(503).body("outcomes[0].detail", equalTo("its parent 'it-lower' is below it"));
        send(first).then().statusCode(200);
        send(later).then().statusCode(200);

        assertThat(SandboxControl.organization("it-lower")).contains("Lower under null");
        assertThat(SandboxControl.organization("it-upper")).contains("Upper under it-lower");
    }

    @Test
    void theSameEventTwiceAtTheSameMomentIsAppliedOnce() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"delayMs\":150}]");
        String event = created("it-race", "Seattle", null);

        List<String> outcomes = Stream.generate(() -> CompletableFuture.supplyAsync(
                        () -> send(event).then().extract().<String>path("outcomes[0].outcome")))
                .limit(4)
                .toList()
                .stream()
                .map(CompletableFuture::join)
                .sorted()
                .toList();

        assertThat(SandboxControl.requests()).containsEntry("create", 1);
        assertThat(outcomes).containsExactly("applied", "duplicate", "duplicate", "duplicate");
    }

    @Test
    void anOrganizationWithChildrenIsDeletedOnceTheyAreGone() {
        send(created("it-top", "Top", null));
        send(created("it-leaf", "Leaf", "it-top"));
        String delete = deleted("it-top");

        send(delete)
                .then()
                .statusCode(503)
                .body("outcomes[0].detail", equalTo("'it-top' still has organizations below it"));
        sendBatch(delete, deleted("it-leaf")).then().statusCode(200);

        assertThat(SandboxControl.organization("it-top")).isEmpty();
    }

    @Test
    void otherEventTypesAreIgnored() {
        send("""
                {"specversion":"1.0","id":"1","source":"/hr","type":"com.contoso.employee.hired","data":{}}
                """)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("ignored"))
                .body("outcomes[0].operation", equalTo("ignore"))
                .body("outcomes[0].detail", equalTo("type 'com.contoso.employee.hired' concerns no organization"));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void whatCanNeverBeAnOrganizationIsRefusedAndKept() {
        send(created("Not_An_Id", "Seattle", null))
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].organization", equalTo("Not_An_Id"))
                .body("outcomes[0].deadLetter.length()", equalTo(36));
        assertThat(SandboxControl.allRequests()).isZero();
    }
}
