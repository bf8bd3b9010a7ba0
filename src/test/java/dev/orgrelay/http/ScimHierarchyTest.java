package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which group is above which, as SCIM clients say it. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimHierarchyTest {

    private static final ScimClient MEMBERS = ScimClient.of("by-members");
    private static final ScimClient ATTRIBUTE = ScimClient.of("by-attribute");
    private static final ScimClient FLAT = ScimClient.of("directory");
    private static final ScimClient SCOPED = ScimClient.of("scoped");

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aGroupIsAboveThoseThatAreItsMembers() {
        String below = MEMBERS.createNamed(ScimClient.name("Below"));
        String above = MEMBERS.createNamed(ScimClient.name("Above"), "u1", below);
        assertThat(parentOf(below)).isEqualTo(above);
        MEMBERS.patch(above, "{\"op\":\"remove\",\"path\":\"members[value eq \\\"" + below + "\\\"]\"}")
                .statusCode(204);
        assertThat(parentOf(below)).isEqualTo("null");
        MEMBERS.patch(above, "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + ScimClient.members(below) + "]}")
                .statusCode(204);
        assertThat(parentOf(below)).isEqualTo(above);
        MEMBERS.delete(above).statusCode(204);
        assertThat(parentOf(below)).isEqualTo("null");
        MEMBERS.get(below).statusCode(200);
    }

    @Test
    void aReplayMovesNothingThatWasMovedLater() {
        String place = "{\"op\":\"replace\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":\"%s\"}";
        String one = ATTRIBUTE.createNamed(ScimClient.name("One"));
        String other = ATTRIBUTE.createNamed(ScimClient.name("Other"));
        String moved = ATTRIBUTE.createNamed(ScimClient.name("Moved"));
        ATTRIBUTE.patch(moved, place.formatted(one)).statusCode(204);
        ATTRIBUTE.patch(moved, place.formatted(other)).statusCode(204);
        List<String> moves = JournalOf.ids("kind=event&limit=2&source=by-attribute");
        replay(moves.get(1), "stale");
        replay(moves.get(0), "duplicate");
        assertThat(parentOf(moved)).isEqualTo(other);

        String below = MEMBERS.createNamed(ScimClient.name("Below"));
        String above = MEMBERS.createNamed(ScimClient.name("Above"), below);
        MEMBERS.patch(above, "{\"op\":\"remove\",\"path\":\"members\"}").statusCode(204);
        MEMBERS.patch(above, "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + ScimClient.members(below) + "]}")
                .statusCode(204);
        replay(JournalOf.ids("kind=event&limit=2&source=by-members").get(1), "stale");
        assertThat(parentOf(below)).isEqualTo(above);
        assertThat(SandboxControl.requests()).containsEntry("update", 5);
    }

    private static void replay(String id, String outcome) {
        RestAssured.given()
                .post("/api/deliveries/" + id + "/replay")
                .then()
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of(outcome)));
    }

    @Test
    void whoIsAMemberOfTwoGroupsStaysWithTheFirst() {
        String below = MEMBERS.createNamed(ScimClient.name("Torn"));
        String first = MEMBERS.createNamed(ScimClient.name("First"), below);
        String second = MEMBERS.createNamed(ScimClient.name("Second"), below);
        assertThat(parentOf(below)).isEqualTo(first);
        MEMBERS.get(second).body("members.value", hasItem(below));
        RestAssured.given()
                .get("/api/dead-letters?organization=" + below)
                .then()
                .body("value.reason", hasItem(containsString("an organization has one parent")));
        MEMBERS.delete(first).statusCode(204);
        assertThat(parentOf(below)).isEqualTo(second);
    }

    @Test
    void circlesAndDepthsAreRefusedWithTheReason() {
        String one = MEMBERS.createNamed(ScimClient.name("One"));
        String two = MEMBERS.createNamed(ScimClient.name("Two"), one);
        MEMBERS.patch(one, "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + ScimClient.members(two) + "]}")
                .statusCode(400)
                .body("scimType", equalTo("invalidValue"))
                .body("detail", containsString("below it"));
        MEMBERS.patch(one, "{\"op\":\"add\",\"path\":\"members\",\"value\":[" + ScimClient.members(one) + "]}")
                .statusCode(400);
        MEMBERS.get(one).body("members", nullValue());
        String top = two;
        for (int i = 3; i <= 5; i++) {
            top = MEMBERS.createNamed(ScimClient.name("Level"), top);
        }
        MEMBERS.post("{\"displayName\":\"" + ScimClient.name("Too much") + "\",\"members\":[" + ScimClient.members(top)
                        + "]}")
                .statusCode(400)
                .body("detail", containsString("too deep"));
    }

    @Test
    void aGroupNamesTheOneAboveByIdExternalIdOrName() {
        String name = ScimClient.name("Sea");
        String sea = ATTRIBUTE.create("{\"displayName\":\"" + name + "\",\"externalId\":\"E-" + name + "\"}");
        for (String said : new String[] {sea, "E-" + name, name.toUpperCase()}) {
            String id = ATTRIBUTE.create(named(ScimClient.name("Ship"), said));
            assertThat(parentOf(id)).isEqualTo(sea);
            ATTRIBUTE.get(id).body("'" + ScimClient.EXTENSION + "'.parent", equalTo(said));
        }
    }

    @Test
    void aGroupThatIsEarlierThanItsParentIsMovedWhenThatComes() {
        String parent = ScimClient.name("Late");
        String early = ATTRIBUTE.create(named(ScimClient.name("Early"), parent));
        assertThat(parentOf(early)).isEqualTo("null");
        String late = ATTRIBUTE.createNamed(parent);
        assertThat(parentOf(early)).isEqualTo(late);
        ATTRIBUTE
                .patch(early, "{\"op\":\"replace\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":null}")
                .statusCode(204);
        assertThat(parentOf(early)).isEqualTo("null");
        ATTRIBUTE
                .patch(
                        early,
                        "{\"op\":\"add\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":\"" + late + "\"}")
                .statusCode(204);
        ATTRIBUTE
                .put(early, "{\"displayName\":\"" + ScimClient.name("Renamed") + "\"}")
                .statusCode(200);
        assertThat(parentOf(early)).isEqualTo(late);
        ATTRIBUTE
                .patch(
                        late,
                        "{\"op\":\"add\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":\"" + early + "\"}")
                .statusCode(400);
    }

    @Test
    void whereTheHierarchyIsNoConcernOfScimItStaysAsItIs() {
        String below = ATTRIBUTE.createNamed(ScimClient.name("Below"));
        String above = ATTRIBUTE.createNamed(ScimClient.name("Above"));
        ATTRIBUTE
                .patch(
                        below,
                        "{\"op\":\"add\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":\"" + above + "\"}")
                .statusCode(204);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> FLAT.get(below).extract().statusCode() == 200);
        String name = ScimClient.name("Renamed");
        FLAT.put(below, "{\"displayName\":\"" + name + "\"}").statusCode(200);
        assertThat(SandboxControl.organization(below)).contains(name + " under " + above);
        FLAT.patch(below, "{\"op\":\"add\",\"path\":\"" + ScimClient.EXTENSION + ":parent\",\"value\":\"x\"}")
                .statusCode(400);
        FLAT.delete(above).statusCode(204);
        assertThat(parentOf(below)).isEqualTo("null");
    }

    @Test
    void aScopeIsAllThatAClientSees() {
        SandboxControl.put("scope-of-scim", "The scope", null);
        SandboxControl.put("outside", "Outside", null);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> FLAT.get("outside").extract().statusCode() == 200);
        String inside = SCOPED.createNamed(ScimClient.name("Inside"));
        assertThat(parentOf(inside)).isEqualTo("scope-of-scim");
        SCOPED.get("outside").statusCode(404);
        SCOPED.get("scope-of-scim").statusCode(404);
        String below = SCOPED.create(named(ScimClient.name("Below"), inside));
        SCOPED.delete(inside).statusCode(204);
        assertThat(parentOf(below)).isEqualTo("scope-of-scim");
        ScimClient.request().get(SCOPED.groups()).then().body("Resources.id", containsInAnyOrder(below));
    }

    @Test
    void aFullApplicationIsNoReasonToComeAgain() {
        SandboxControl.limits("{\"organizations\":1}");
        FLAT.createNamed(ScimClient.name("Fits"));
        FLAT.post("{\"displayName\":\"" + ScimClient.name("Does not fit") + "\"}")
                .statusCode(400);
    }

    private static String named(String name, String parent) {
        return "{\"displayName\":\"" + name + "\",\"" + ScimClient.EXTENSION + "\":{\"parent\":\"" + parent + "\"}}";
    }

    private static String parentOf(String id) {
        String shown = SandboxControl.organization(id).orElseThrow();
        return shown.substring(shown.lastIndexOf(" under ") + " under ".length());
    }
}
