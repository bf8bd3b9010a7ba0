package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests of SCIM clients that are read again count as received when they were: what was set later stays. */
public abstract class ScimReplays {

    private static final String DOWN = "[{\"match\":\"*\",\"status\":503}]";
    private static final AtomicInteger RUNS = new AtomicInteger();

    private static final String SOURCE = "replayed";

    private final ScimClient client = ScimClient.of(SOURCE);
    private final Map<String, Integer> failed = new HashMap<>();
    private final String name = "Replayed " + System.nanoTime() + " " + RUNS.incrementAndGet();

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aRenameThatIsFollowedByAnotherIsStale() {
        String id = client.createNamed(name);
        String first = rename(id, name + " first");
        String second = rename(id, name + " second");

        outcomes(first, "stale");
        replay(first)
                .body("outcomes[0].organization", equalTo(id))
                .body("outcomes[0].detail", containsString("displayName"));
        outcomes(second, "duplicate");

        client.get(id).body("displayName", equalTo(name + " second"));
        assertCalls(1, 2, 0);
        JournalOf.delivery(JournalOf.ids("kind=replay&limit=1").get(0))
                .body("source", equalTo(SOURCE))
                .body("outcomes[0].outcome", equalTo("duplicate"))
                .body("outcomes[0].organization", equalTo(id));
    }

    @Test
    void aRenameThatCouldNotBeDoneIsDone() {
        String id = client.createNamed(name);
        String failed = failing(() -> client.patch(id, naming(name + " at last")));
        outcomes(failed, "applied");
        client.get(id).body("displayName", equalTo(name + " at last"));
        assertThat(SandboxControl.organization(id)).contains(name + " at last under null");
        outcomes(failed, "duplicate");
        assertCalls(1, 1, 0);
    }

    @Test
    void aRenameThatCouldNotBeDoneUndoesNoLaterOneEvenIfThatChangedNothing() {
        String id = client.createNamed(name);
        String failed = failing(() -> client.patch(id, naming(name + " too late")));
        client.patch(id, naming(name)).statusCode(204);
        outcomes(failed, "stale");
        client.get(id).body("displayName", equalTo(name));
        assertCalls(1, 0, 0);
    }

    @Test
    void whatNothingLaterWasSaidOfIsDone() {
        String id = client.createNamed(name);
        String failed = failing(() -> client.put(
                id, "{\"displayName\":\"" + name + " old\",\"externalId\":\"old\",\"members\":[{\"value\":\"old\"}]}"));
        client.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"new\"}]}")
                .statusCode(204);
        client.patch(id, naming(name + " new")).statusCode(204);

        outcomes(failed, "applied", "stale");

        client.get(id)
                .body("displayName", equalTo(name + " new"))
                .body("externalId", equalTo("old"))
                .body("members.value", equalTo(List.of("new")));
        assertCalls(1, 1, 0);
    }

    @Test
    void membersThatWereSetLaterStay() {
        String id = client.createNamed(name, "u1");
        client.patch(id, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"u1\\\"]\"}")
                .statusCode(204);
        String removal = last();
        client.patch(id, "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"},{\"value\":\"u2\"}]}")
                .statusCode(204);
        String addition = last();
        outcomes(removal, "stale");
        outcomes(addition, "duplicate");
        client.get(id).body("members.value", equalTo(List.of("u1", "u2")));
    }

    @Test
    void aGroupIsNotMadeTwice() {
        client.createNamed(name);
        String made = last();
        outcomes(made, "duplicate");
        client.post("{\"displayName\":\"" + name + "\"}").statusCode(409);
        outcomes(last(), "duplicate");
        client.search("displayName eq \"" + name + "\"").body("totalResults", equalTo(1));
        assertCalls(1, 0, 0);
    }

    @Test
    void aGroupThatCouldNotBeMadeIsMade() {
        String failed = failing(() -> client.post("{\"displayName\":\"" + name + "\",\"externalId\":\"e1\"}"));
        outcomes(failed, "applied");
        client.search("displayName eq \"" + name + "\"")
                .body("totalResults", equalTo(1))
                .body("Resources[0].externalId", equalTo("e1"));
        outcomes(failed, "duplicate");
        assertCalls(1, 0, 0);
    }

    @Test
    void aGroupThatWasDeletedOrRenamedSinceIsNotMadeAgain() {
        String id = client.createNamed(name);
        String made = last();
        rename(id, name + " renamed");
        outcomes(made, "stale");
        client.delete(id).statusCode(204);
        outcomes(made, "stale");
        String again = client.createNamed(name);
        outcomes(made, "stale");
        client.search("displayName sw \"" + name + "\"").body("Resources.id", equalTo(List.of(again)));
        assertCalls(2, 1, 1);
    }

    @Test
    void aGroupThatWasDeletedByHandSinceIsNotMadeAgain() {
        client.createNamed(name);
        String made = last();
        SandboxControl.reset();
        client.post("{\"displayName\":\"" + name + "\"}").statusCode(201); // which finds out
        client.delete(client.search("displayName eq \"" + name + "\"").extract().path("Resources[0].id"));
        outcomes(made, "stale");
        assertCalls(1, 0, 1);
    }

    @Test
    void aDeleteDoesNotConcernTheNextGroupOfThatName() {
        String id = client.createNamed(name);
        client.delete(id).statusCode(204);
        String delete = last();
        String again = client.createNamed(name);
        outcomes(delete, "duplicate");
        client.get(again).statusCode(200);
        SandboxControl.put(id, name + " by hand", null);
        assertThat(replay(delete).extract().<String>path("outcomes[0].outcome")).isIn("stale", "duplicate");
        assertThat(SandboxControl.organization(id)).isPresent();
        assertCalls(3, 0, 1);
    }

    @Test
    void aDeleteThatCouldNotBeDoneDeletesNothingThatWasChangedSince() {
        String id = client.createNamed(name);
        String failed = failing(() -> client.delete(id));
        client.patch(id, "{\"op\":\"add\",\"path\":\"externalId\",\"value\":\"kept\"}")
                .statusCode(204);
        outcomes(failed, "stale");
        client.get(id).statusCode(200);
        String again = failing(() -> client.delete(id));
        outcomes(again, "applied");
        client.get(id).statusCode(404);
        outcomes(again, "duplicate");
        assertCalls(1, 0, 1);
    }

    @Test
    void whatAnotherHasChangedSinceStays() {
        String id = client.createNamed(name);
        String failed = failing(() -> client.patch(id, naming(name + " old")));
        given().contentType("application/json")
                .body("{\"displayName\":\"" + name + " by hand\"}")
                .patch("/api/organizations/" + id + "?application=hasty")
                .then()
                .statusCode(200);
        outcomes(failed, "stale");
        client.get(id).body("displayName", equalTo(name + " by hand"));
        assertThat(SandboxControl.organization(id)).contains(name + " by hand under null");
    }

    @Test
    void aGroupThatIsGoneHasNoChanges() {
        String id = client.createNamed(name);
        String rename = rename(id, name + " renamed");
        client.delete(id).statusCode(204);
        outcomes(rename, "stale");
        assertCalls(1, 1, 1);
    }

    @Test
    void aDryRunChangesNothing() {
        String id = client.createNamed(name);
        String rename = failing(() -> client.patch(id, naming(name + " planned")));
        String failed = failing(() -> client.post("{\"displayName\":\"" + name + " new\"}"));
        for (String one : List.of(rename, failed)) {
            given().post("/api/deliveries/" + one + "/replay?dryRun=true")
                    .then()
                    .statusCode(200)
                    .body("dryRun", equalTo(true))
                    .body("outcomes.outcome", equalTo(List.of("planned")));
        }
        client.get(id).body("displayName", equalTo(name)).body("members", equalTo(null));
        client.search("displayName sw \"" + name + "\"").body("totalResults", equalTo(1));
        outcomes(rename, "applied");
        outcomes(failed, "applied");
    }

    @Test
    void whatIsWrongStaysWrongAndWhatIsImpossibleStaysDeferred() {
        String id = client.createNamed(name);
        client.patch(id, "{\"op\":\"replace\",\"path\":\"colour\",\"value\":\"red\"}")
                .statusCode(400);
        replay(last()).statusCode(400).body("detail", containsString("colour"));
        String failed = failing(() -> client.patch(id, naming(name + " later")));
        SandboxControl.faults("[{\"match\":\"PATCH\",\"status\":503}]");
        replay(failed).statusCode(503).body("outcomes[0].outcome", equalTo("deferred"));
        SandboxControl.noFaults();
        outcomes(failed, "applied");
    }

    @Test
    void readsAreIgnored() {
        client.search("displayName pr");
        outcomes(last(), "ignored");
    }

    @Test
    void manyAreReadAgainInTheirOrder() {
        String id = client.createNamed(name);
        String first = failing(() -> client.patch(id, naming(name + " 1")));
        String second = failing(() -> client.patch(id, naming(name + " 2")));
        Response answer =
                given().urlEncodingEnabled(false).post("/api/deliveries/replay?source=" + SOURCE + "&status=503");
        List<JsonNode> lines = answer.then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .<JsonNode>map(Json::read)
                .toList();
        List<JsonNode> ours = lines.stream()
                .filter(line -> List.of(first, second).contains(line.path("id").asText()))
                .toList();
        assertThat(ours)
                .hasSize(2)
                .allMatch(line -> line.at("/outcomes/0/outcome").asText().equals("applied"));
        client.get(id).body("displayName", equalTo(name + " 2"));
    }

    private static String naming(String name) {
        return "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}";
    }

    private String rename(String id, String to) {
        client.patch(id, naming(to)).statusCode(204);
        return last();
    }

    /** The delivery of a request that fails as its application is down. */
    private String failing(Runnable request) {
        Map<String, Integer> before = SandboxControl.requests();
        SandboxControl.faults(DOWN);
        request.run();
        SandboxControl.noFaults();
        SandboxControl.requests().forEach((call, times) -> failed.merge(call, times - before.get(call), Integer::sum));
        String id = last();
        JournalOf.delivery(id).body("status", equalTo(503));
        return id;
    }

    private String last() {
        return JournalOf.ids("kind=event&limit=1&source=" + SOURCE).get(0);
    }

    private static ValidatableResponse replay(String id) {
        return given().post("/api/deliveries/" + id + "/replay").then();
    }

    private static void outcomes(String id, String... expected) {
        replay(id).statusCode(200).body("outcomes.outcome", equalTo(List.of(expected)));
    }

    /** Those that failed apart. */
    private void assertCalls(int creates, int updates, int deletes) {
        Map<String, Integer> requests = SandboxControl.requests();
        assertThat(Stream.of("create", "update", "delete")
                        .map(call -> requests.get(call) - failed.getOrDefault(call, 0)))
                .containsExactly(creates, updates, deletes);
    }
}
