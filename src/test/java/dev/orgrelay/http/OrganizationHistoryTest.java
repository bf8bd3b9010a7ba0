package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.moved;
import static dev.orgrelay.http.TestEvents.next;
import static dev.orgrelay.http.TestEvents.renamed;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Why an organization is as it is. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class OrganizationHistoryTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void eachFieldSaysWhoToldItAndHowItIs() {
        send(created("hi-a", "A", null)).then().statusCode(200);
        send(created("hi-b", "Old", "hi-a")).then().statusCode(200);
        int second = next();
        send(renamed("hi-b", "New", second)).then().statusCode(200);
        String delivery = JournalOf.ids("organization=hi-b").get(0);

        history("hi-b")
                .body("organization", equalTo("hi-b"))
                .body("application", equalTo("default"))
                .body("exists", equalTo(true))
                .body("displayName.value", equalTo("New"))
                .body("displayName.actual", equalTo("New"))
                .body("displayName.source", equalTo("default"))
                .body("displayName.event", startsWith("updated-" + second))
                .body("displayName.delivery", equalTo(delivery))
                .body("parent.value", equalTo("hi-a"))
                .body("parent.actual", equalTo("hi-a"))
                .body("parent.event", startsWith("created-"))
                .body("deleted", nullValue())
                .body("owned", equalTo(false))
                .body("open", hasSize(0))
                .body("waiting", hasSize(0))
                .body("overtaken", hasSize(0));
        assertThat(SandboxControl.requests()).containsEntry("get", 1);
    }

    @Test
    void whatCameTooLateIsShown() {
        int early = next();
        send(created("hi-late", "New", null)).then().statusCode(200);
        send(renamed("hi-late", "Old", early)).then().body("outcomes[0].outcome", equalTo("stale"));

        history("hi-late")
                .body("displayName.actual", equalTo("New"))
                .body("overtaken", hasSize(1))
                .body("overtaken[0].event", startsWith("updated-" + early))
                .body("overtaken[0].source", equalTo("default"))
                .body("overtaken[0].fields", equalTo(List.of("displayName")));
    }

    @Test
    void whatWaitsForItsOrganizationIsShownOnce() {
        send(moved("hi-wait", null)).then().statusCode(503);

        history("hi-wait")
                .body("exists", equalTo(false))
                .body("displayName", nullValue())
                .body("waiting", hasSize(1))
                .body("waiting[0].fields", equalTo(List.of("parent")));
    }

    @Test
    void whatWaitsForItsParentIsShownWithTheReason() {
        send(created("hi-child", "Child", "hi-nobody")).then().statusCode(503);
        send(created("hi-other", "Other", null)).then().statusCode(200);

        given().get("/api/organizations/hi-child/history").then().statusCode(404);
        send(created("hi-child2", "Child", null)).then().statusCode(200);
        send(moved("hi-child2", "hi-nobody")).then().statusCode(503);
        history("hi-child2")
                .body("waiting", hasSize(1))
                .body("waiting[0].detail", containsString("hi-nobody"))
                .body("waiting[0].fields", equalTo(List.of("parent")));
    }

    @Test
    void aDeletedOrganizationRemembersWhoDeletedIt() {
        send(created("hi-gone", "Gone", null)).then().statusCode(200);
        send(deleted("hi-gone")).then().statusCode(200);

        history("hi-gone")
                .body("exists", equalTo(false))
                .body("displayName.actual", nullValue())
                .body("deleted.source", equalTo("default"))
                .body("deleted.event", startsWith("deleted-"));
    }

    @Test
    void whatOnlyIoTCentralKnowsIsToldByNobody() {
        given().header("Authorization", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000")
                .contentType("application/json")
                .body("{\"displayName\":\"By hand\"}")
                .put("/sandbox/api/organizations/hi-hand?api-version=2022-07-31")
                .then()
                .statusCode(200);

        history("hi-hand")
                .body("exists", equalTo(true))
                .body("displayName.actual", equalTo("By hand"))
                .body("displayName.since", nullValue())
                .body("displayName.event", nullValue());
        given().accept("text/plain")
                .get("/api/organizations/hi-hand/history")
                .then()
                .statusCode(200)
                .body(containsString("hi-hand in default: exists"))
                .body(containsString("display name \"By hand\", which nobody told Org Relay"));
    }

    @Test
    void whatNobodyKnowsIsNotFound() {
        given().get("/api/organizations/hi-nobody/history").then().statusCode(404);
        given().queryParam("application", "nowhere")
                .get("/api/organizations/hi-a/history")
                .then()
                .statusCode(404);
        given().get("/api/organizations/Not_an_id/history").then().statusCode(400);
    }

    private static ValidatableResponse history(String id) {
        return given().get("/api/organizations/" + id + "/history").then().statusCode(200);
    }
}
