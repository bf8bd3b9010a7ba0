package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Groups through the door of SCIM, with the sandbox behind it. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class ScimGroupsTest {

    private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
    private static final ScimClient CLIENT = ScimClient.of("directory");

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void aGroupIsMadeReadFoundRenamedAndDeleted() {
        String name = ScimClient.name("Pilots");
        ValidatableResponse made = CLIENT.post("{\"externalId\":\"C0FFEE\",\"displayName\":\"" + name + "\"}")
                .statusCode(201)
                .contentType("application/scim+json")
                .body("schemas", equalTo(List.of("urn:ietf:params:scim:schemas:core:2.0:Group")))
                .body("displayName", equalTo(name))
                .body("externalId", equalTo("C0FFEE"))
                .body("meta.resourceType", equalTo("Group"))
                .body("meta.created", notNullValue());
        String id = made.extract().path("id");
        made.body("meta.location", is(made.extract().header("Location")))
                .body("meta.location", startsWith("http://"))
                .body("meta.location", endsWith("/api/scim/directory/Groups/" + id));
        assertThat(SandboxControl.organization(id)).contains(name + " under null");

        CLIENT.get(id)
                .statusCode(200)
                .body("displayName", equalTo(name))
                .header("Location", made.extract().header("Location"));
        CLIENT.search("displayName eq \"" + name.toUpperCase() + "\"").body("Resources.id", contains(id));
        CLIENT.patch(id, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"Harbour " + name + "\"}")
                .statusCode(204);
        assertThat(SandboxControl.organization(id)).contains("Harbour " + name + " under null");
        CLIENT.search("displayName eq \"" + name + "\"").body("totalResults", equalTo(0));
        CLIENT.put(id, "{\"displayName\":\"" + name + "\"}")
                .statusCode(200)
                .body("externalId", nullValue())
                .body("displayName", equalTo(name));

        CLIENT.delete(id).statusCode(204);
        assertThat(SandboxControl.organization(id)).isEmpty();
        CLIENT.get(id).statusCode(404).body("schemas", contains(ERROR));
        assertThat(SandboxControl.requests())
                .containsEntry("create", 1)
                .containsEntry("update", 2)
                .containsEntry("delete", 1);
    }

    @Test
    void whatIsAtTheOldPathIsTheSame() {
        ScimClient old = new ScimClient("/api/events/directory/v2/Groups");
        String id = old.createNamed(ScimClient.name("Old"));
        old.get(id).body("meta.location", endsWith("/api/events/directory/v2/Groups/" + id));
        CLIENT.get(id).statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "no-such-source", "hr", "people"})
    void whoeverHasNoTokenReadsAndChangesNothing(String source) {
        int expected = source.equals("directory") ? 401 : 404;
        for (String path : List.of("/Groups", "/Groups/seattle", "/ServiceProviderConfig")) {
            given().get("/api/scim/" + source + path)
                    .then()
                    .statusCode(expected)
                    .contentType("application/scim+json")
                    .body("schemas", contains(ERROR))
                    .body("status", equalTo(String.valueOf(expected)))
                    .body("detail", notNullValue());
        }
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void aClientWithoutTokenHearsHowToProveItself() {
        given().get("/api/scim/directory/Groups")
                .then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"));
    }

    @Test
    void aNameThatSomebodyHasIsNotGivenAgain() {
        String name = ScimClient.name("Engineering");
        String id = CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"same\"}");
        CLIENT.post("{\"displayName\":\" " + name.toUpperCase() + "\",\"externalId\":\"other\"}")
                .statusCode(409)
                .body("scimType", equalTo("uniqueness"));
        String other = CLIENT.create("{\"displayName\":\"" + ScimClient.name("Sales") + "\",\"externalId\":\"same\"}");
        CLIENT.patch(other, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + "\"}")
                .statusCode(409);
        assertThat(other).isNotEqualTo(id);
        CLIENT.search("externalId eq \"same\"")
                .body("Resources.id", hasItem(other))
                .body("totalResults", equalTo(2));
    }

    @Test
    void whoGetsAFormerNameIsAnotherGroup() {
        String name = ScimClient.name("Engineering");
        String first = CLIENT.createNamed(name);
        CLIENT.patch(first, "{\"op\":\"replace\",\"value\":{\"displayName\":\"Former " + name + "\"}}")
                .statusCode(204);
        String second = CLIENT.createNamed(name);
        CLIENT.delete(second).statusCode(204);
        String third = CLIENT.createNamed(name);
        assertThat(List.of(first, second, third)).doesNotHaveDuplicates();
        assertThat(SandboxControl.organization(first)).contains("Former " + name + " under null");
        assertThat(SandboxControl.organization(third)).contains(name + " under null");
    }

    @Test
    void anOrganizationThatWasThereIsFoundAndAdopted() {
        String name = ScimClient.name("By Hand");
        SandboxControl.put("by-hand-1", name, null);
        String id = eventually(name);
        CLIENT.post("{\"displayName\":\"" + name + "\",\"externalId\":\"x\"}").statusCode(409);
        CLIENT.get(id).body("meta.created", nullValue());
        CLIENT.patch(id, "{\"op\":\"Add\",\"path\":\"externalId\",\"value\":\"adopted\"}")
                .statusCode(204);
        CLIENT.search("externalId eq \"adopted\"").body("Resources.id", contains("by-hand-1"));
        assertThat(SandboxControl.requests().get("create")).isEqualTo(1); // that by hand
        assertThat(SandboxControl.requests()).doesNotContainEntry("update", 1);
    }

    @Test
    void whatWasDeletedByHandIsMissingAndMadeAgain() {
        String name = ScimClient.name("Lost");
        String id = CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"lost\"}");
        SandboxControl.reset();
        String again = CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"lost\"}");
        assertThat(again).isNotEqualTo(id);
        CLIENT.get(id).statusCode(404);
        assertThat(SandboxControl.organization(again)).contains(name + " under null");
        SandboxControl.reset();
        CLIENT.patch(again, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Found " + name + "\"}")
                .statusCode(404);
    }

    @Test
    void whatWasAdoptedAndDeletedGivesItsIdToNobody() {
        String name = ScimClient.name("Adopted");
        SandboxControl.put("by-hand-2", name, null);
        CLIENT.delete(eventually(name)).statusCode(204);
        assertThat(CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"by-hand-2\"}"))
                .isNotEqualTo("by-hand-2");
        SandboxControl.put("by-hand-3", name + " B", null);
        String renamed = eventually(name + " B");
        CLIENT.patch(renamed, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"" + name + " C\"}")
                .statusCode(204);
        SandboxControl.reset();
        await().until(() -> CLIENT.get("by-hand-3").extract().statusCode() == 404);
        assertThat(CLIENT.create("{\"displayName\":\"" + name + " C\",\"externalId\":\"by-hand-3\"}"))
                .isNotEqualTo("by-hand-3");
    }

    @Test
    void membersAreKeptAndCostNoCall() {
        String id = CLIENT.create("{\"displayName\":\"" + ScimClient.name("Crew")
                + "\",\"members\":[{\"value\":\"u1\",\"type\":\"User\"}]}");
        int before = changes();
        CLIENT.patch(id, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"u2\"},{\"value\":\"u1\"}]}")
                .statusCode(204);
        CLIENT.get(id).body("members.value", contains("u1", "u2")).body("members[0].type", equalTo("User"));
        CLIENT.patch(id, "{\"op\":\"Remove\",\"path\":\"members[value eq \\\"u1\\\"]\"}")
                .statusCode(204);
        CLIENT.search("members.value eq \"u2\"").body("Resources.id", hasItem(id));
        ScimClient.request()
                .get(CLIENT.groups() + "/" + id + "?excludedAttributes=members")
                .then()
                .body("members", nullValue())
                .body("displayName", notNullValue());
        assertThat(changes()).isEqualTo(before);
    }

    @Test
    void severalOperationsAreOneOrNone() {
        String name = ScimClient.name("Atoms");
        String id = CLIENT.createNamed(name, "u1");
        CLIENT.patch(
                        id,
                        "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"x\"},{\"op\":\"remove\",\"path\":\"members\"},"
                                + "{\"op\":\"add\",\"path\":\"nickName\",\"value\":\"x\"}")
                .statusCode(400)
                .body("scimType", equalTo("invalidPath"));
        CLIENT.get(id).body("displayName", equalTo(name)).body("members", hasSize(1));
        assertThat(SandboxControl.organization(id)).contains(name + " under null");
    }

    @Test
    void pagesAndAttributes() {
        String family = ScimClient.name("Family");
        for (int i = 0; i < 5; i++) {
            CLIENT.createNamed(family + " " + i);
        }
        ScimClient.request()
                .queryParam("filter", "displayName sw \"" + family + " \"")
                .queryParam("startIndex", 2)
                .queryParam("count", 2)
                .queryParam("attributes", "displayName")
                .get(CLIENT.groups())
                .then()
                .body("totalResults", equalTo(5))
                .body("startIndex", equalTo(2))
                .body("itemsPerPage", equalTo(2))
                .body("Resources", hasSize(2))
                .body("Resources[0].meta", nullValue())
                .body("Resources[0].id", notNullValue());
        ScimClient.request()
                .body("{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:SearchRequest\"],\"count\":0,"
                        + "\"filter\":\"displayName sw \\\"" + family + " \\\"\"}")
                .post(CLIENT.groups() + "/.search")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(5))
                .body("Resources", hasSize(0));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, ServiceProviderConfig, 200",
        "GET, Schemas, 200",
        "GET, Schemas/urn:ietf:params:scim:schemas:core:2.0:Group, 200",
        "GET, Schemas/urn:ietf:params:scim:schemas:core:2.0:User, 404",
        "GET, ResourceTypes, 200",
        "GET, ResourceTypes/Group, 200",
        "GET, ResourceTypes/User, 404",
        "POST, Schemas, 405",
        "DELETE, ServiceProviderConfig, 405",
        "PATCH, ResourceTypes/Group, 405",
        "GET, Users, 200",
        "GET, Users/ada, 200",
        "POST, Users, 501",
        "PUT, Users/ada, 501",
        "PATCH, Users/ada, 501",
        "DELETE, Users/ada, 501",
        "POST, Bulk, 501",
        "GET, Me, 501",
        "GET, Groups?sortBy=displayName, 501",
        "GET, Robots, 404",
        "PUT, Groups, 405",
        "PATCH, Groups, 405",
        "DELETE, Groups, 405",
        "POST, Groups/seattle, 405",
        "GET, Groups/.search, 405",
        "GET, Groups?filter=nickName eq 5, 400",
        "GET, Groups?startIndex=x, 400",
        "GET, Schemas?filter=id pr, 403",
    })
    void whatThereIsAndWhatNot(String method, String path, int status) {
        ValidatableResponse answer = ScimClient.request()
                .body(method.equals("GET") ? "" : "{}")
                .request(method, "/api/scim/directory/" + path)
                .then()
                .statusCode(status)
                .contentType("application/scim+json");
        if (status >= 400) {
            answer.body("schemas", contains(ERROR)).body("status", equalTo(String.valueOf(status)));
        }
    }

    @Test
    void anIdThatWasOnlyListedIsNotGivenToAnotherGroup() {
        String name = ScimClient.name("Only listed");
        String id = "only-listed-" + System.nanoTime();
        SandboxControl.put(id, name, null);
        await().atMost(Duration.ofSeconds(15)).until(() -> !found(name).isEmpty());
        SandboxControl.reset();
        await().atMost(Duration.ofSeconds(15)).until(() -> found(name).isEmpty());

        String next = CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"" + id + "\"}");

        assertThat(next).isNotEqualTo(id);
    }

    @Test
    void anOrganizationThatIsThereAgainIsAGroupAgain() {
        String name = ScimClient.name("Again");
        String id = CLIENT.createNamed(name);
        CLIENT.delete(id).statusCode(204);
        SandboxControl.put(id, name, null);
        await().atMost(Duration.ofSeconds(15)).until(() -> !found(name).isEmpty());
        CLIENT.patch(id, "{\"op\":\"add\",\"path\":\"externalId\",\"value\":\"again\"}")
                .statusCode(204);
        CLIENT.get(id).body("externalId", equalTo("again"));
    }

    private static List<String> found(String name) {
        return CLIENT.search("displayName eq \"" + name + "\"").extract().path("Resources.id");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Groups                    | GET, HEAD, POST, OPTIONS
            Groups/seattle            | GET, HEAD, PUT, PATCH, DELETE, OPTIONS
            Groups/.search            | POST, OPTIONS
            Users                     | GET, HEAD, OPTIONS
            ResourceTypes/Group       | GET, HEAD, OPTIONS
            """)
    void whoeverAsksHearsWhichMethodsAreAllowed(String path, String methods) {
        for (String root : List.of("/api/scim/directory/", "/api/events/directory/")) {
            given().options(root + path).then().statusCode(200).header("Allow", equalTo(methods));
        }
    }

    @Test
    void whatDependsOnAnETagIsNotDone() {
        String id = CLIENT.createNamed(ScimClient.name("Versioned"));
        ScimClient.request()
                .header("If-Match", "W/\"1\"")
                .delete(CLIENT.groups() + "/" + id)
                .then()
                .statusCode(501)
                .body("schemas", contains(ERROR));
        ScimClient.request()
                .header("If-Match", "*")
                .delete(CLIENT.groups() + "/" + id)
                .then()
                .statusCode(204);
    }

    @Test
    void whatTheServiceSaysOfItselfIsAtItsOwnAddress() {
        ScimClient.request()
                .get("/api/events/directory/v2/ServiceProviderConfig/")
                .then()
                .body("patch.supported", is(true))
                .body("meta.location", endsWith("/api/events/directory/v2/ServiceProviderConfig"));
        ScimClient.request()
                .get("/api/scim/by-attribute/Schemas")
                .then()
                .body("Resources.id", hasItem(ScimClient.EXTENSION));
        ScimClient.request().get("/api/scim/directory/Schemas").then().body("Resources", hasSize(1));
        ScimClient.request()
                .get("/api/scim/by-attribute/ResourceTypes/Group")
                .then()
                .body("schemaExtensions.schema", contains(ScimClient.EXTENSION));
    }

    @Test
    void whileIoTCentralIsDownTheClientIsAskedToComeAgainAndGetsTheSameGroup() {
        String name = ScimClient.name("Later");
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":77,\"times\":100}]");
        CLIENT.post("{\"displayName\":\"" + name + "\"}")
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .body("schemas", contains(ERROR));
        SandboxControl.noFaults();
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> CLIENT.post("{\"displayName\":\"" + name + "\"}")
                                .extract()
                                .statusCode()
                        == 201);
        CLIENT.search("displayName eq \"" + name + "\"").body("totalResults", equalTo(1));
    }

    @Test
    void whatASourceMayNotDoIsRefused() {
        ScimClient client = ScimClient.of("no-deletes");
        String id = client.createNamed(ScimClient.name("Kept"));
        client.delete(id).statusCode(400).body("detail", containsString("may not delete"));
        client.get(id).statusCode(200);
    }

    @Test
    void aDryRunChangesNothing() {
        String name = ScimClient.name("Dry");
        ScimClient.request()
                .body("{\"displayName\":\"" + name + "\"}")
                .post(CLIENT.groups() + "?dryRun=true")
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("planned"));
        assertThat(changes()).isZero();
        CLIENT.createNamed(name);
    }

    @Test
    void aDryRunForgetsNothing() {
        String name = ScimClient.name("Kept");
        String id = CLIENT.create("{\"displayName\":\"" + name + "\",\"externalId\":\"kept\"}");
        SandboxControl.reset();
        String taken = "{\"displayName\":\"" + name + "\"}";
        ScimClient.request()
                .body(taken)
                .post(CLIENT.groups() + "?dryRun=true")
                .then()
                .statusCode(200);
        SandboxControl.put(id, name, null);

        CLIENT.get(id).statusCode(200).body("externalId", equalTo("kept"));
    }

    @Test
    void aClientThatTakesNoScimGetsJson() {
        given().header("Authorization", "Bearer a-key-of-hunter2")
                .accept("application/json")
                .get(CLIENT.groups())
                .then()
                .statusCode(200)
                .contentType("application/json");
    }

    private static int changes() {
        return SandboxControl.requests().entrySet().stream()
                .filter(request -> List.of("create", "update", "delete").contains(request.getKey()))
                .mapToInt(request -> request.getValue())
                .sum();
    }

    private static String eventually(String name) {
        String filter = "displayName eq \"" + name + "\"";
        await().atMost(Duration.ofSeconds(10))
                .until(() -> CLIENT.search(filter).extract().<Integer>path("totalResults") == 1);
        return CLIENT.search(filter).extract().path("Resources[0].id");
    }
}
