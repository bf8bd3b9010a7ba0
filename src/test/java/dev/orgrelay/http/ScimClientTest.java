package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provisioning clients of Entra and Okta do, one step after the other, each with what it was told before. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimClientTest {

    private static final String GROUPS = "/api/events/directory/Groups";
    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void entraSearchesCreatesReadsRenamesAndDeletes() {
        client().queryParam("filter", "displayName eq \"Pilots\"")
                .get(GROUPS)
                .then()
                .statusCode(200)
                .contentType("application/scim+json")
                .body("schemas", equalTo(List.of("urn:ietf:params:scim:api:messages:2.0:ListResponse")))
                .body("totalResults", equalTo(0))
                .body("Resources", equalTo(List.of()));
        String id = create("{\"externalId\":\"C0FFEE00-1111-4222-8333-444455556666\",\"displayName\":\"Pilots\"}")
                .body("schemas", equalTo(List.of("urn:ietf:params:scim:schemas:core:2.0:Group")))
                .body("displayName", equalTo("Pilots"))
                .body("externalId", equalTo("C0FFEE00-1111-4222-8333-444455556666"))
                .body("meta.resourceType", equalTo("Group"))
                .extract()
                .path("id");
        assertThat(SandboxControl.organization(id)).contains("Pilots under null");
        client().get(GROUPS + "/" + id + "?excludedAttributes=members")
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("displayName", equalTo("Pilots"));
        patch(id, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"Harbour Pilots\"}");
        assertThat(SandboxControl.organization(id)).contains("Harbour Pilots under null");
        patch(id, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"u1\"}]}");
        client().delete(GROUPS + "/" + id).then().statusCode(204);
        assertThat(SandboxControl.organization(id)).isEmpty();
        client().get(GROUPS + "/" + id).then().statusCode(404).body("schemas", equalTo(List.of(ERROR)));
    }

    @Test
    void oktaWhichSendsNoIdGetsOneThatItCanUse() {
        String id = create("{\"displayName\":\"Night Shift\",\"members\":[]}")
                .extract()
                .path("id");
        assertThat(id).startsWith("night-shift-");
        client().body("{\"id\":\"" + id + "\",\"displayName\":\"Late Shift\",\"members\":[{\"value\":\"u1\"}]}")
                .put(GROUPS + "/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("displayName", equalTo("Late Shift"))
                .body("meta.location", endsWith(GROUPS + "/" + id));
        assertThat(SandboxControl.organization(id)).contains("Late Shift under null");
    }

    @Test
    void theSameGroupGetsTheSameIdEachTime() {
        String group = "{\"externalId\":\"Same/One\",\"displayName\":\"Same\"}";
        String id = create(group).extract().path("id");
        create(group).body("id", equalTo(id));
    }

    @Test
    void entrasTestOfTheConnectionFindsNobody() {
        client().queryParam("filter", "userName eq \"7d6b\"")
                .get("/api/events/directory/Users")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0));
    }

    @Test
    void whoeverHasNoTokenReadsAndChangesNothing() {
        for (String path : List.of(GROUPS, GROUPS + "/seattle")) {
            given().get(path)
                    .then()
                    .statusCode(401)
                    .contentType("application/scim+json")
                    .body("schemas", equalTo(List.of(ERROR)))
                    .body("status", equalTo("401"))
                    .body("detail", notNullValue());
        }
        given().contentType("application/scim+json")
                .body("{\"displayName\":\"Night Shift\"}")
                .post(GROUPS)
                .then()
                .statusCode(401)
                .body("schemas", equalTo(List.of(ERROR)));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void aGroupWithoutNameIsRefused() {
        client().body("{\"externalId\":\"nameless\"}")
                .post(GROUPS)
                .then()
                .statusCode(400)
                .body("schemas", equalTo(List.of(ERROR)))
                .body("status", equalTo("400"))
                .body("detail", containsString("displayName is missing"));
    }

    @Test
    void whatIsNoJsonIsMalformed() {
        client().body("{").post(GROUPS).then().statusCode(400).body("schemas", equalTo(List.of(ERROR)));
    }

    @Test
    void whileIoTCentralIsDownTheClientIsAskedToComeAgain() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":77,\"times\":100}]");
        client().body("{\"displayName\":\"Later\"}")
                .post(GROUPS)
                .then()
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("schemas", equalTo(List.of(ERROR)));
    }

    @Test
    void usersAreNotTaken() {
        client().body("{\"userName\":\"ada\"}")
                .post("/api/events/directory/Users")
                .then()
                .statusCode(501)
                .body("detail", equalTo("only groups become organizations"));
        client().get("/api/events/directory/Users/ada").then().statusCode(404);
        client().get("/api/events/directory/Schemas").then().statusCode(404);
    }

    @Test
    void aDryRunIsForPeople() {
        client().body("{\"displayName\":\"Night Shift\"}")
                .post(GROUPS + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    private static ValidatableResponse create(String group) {
        ValidatableResponse answer = client().body(group)
                .post(GROUPS)
                .then()
                .statusCode(201)
                .contentType("application/scim+json")
                .body("id", notNullValue());
        String location = answer.extract().header("Location");
        return answer.body("meta.location", is(location))
                .header("Location", endsWith("/" + answer.extract().path("id")));
    }

    private static void patch(String id, String operation) {
        client().body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation
                        + "]}")
                .patch(GROUPS + "/" + id)
                .then()
                .statusCode(204);
    }

    private static RequestSpecification client() {
        return given().header("Authorization", "Bearer a-key-of-hunter2").contentType("application/scim+json");
    }
}
