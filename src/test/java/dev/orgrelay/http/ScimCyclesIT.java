package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.orgrelay.PackagedIT;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the provisioning of Entra, Okta and Keycloak does, step by step as they document it, and what it costs at IoT Central, of the packaged program. */
@QuarkusIntegrationTest
@TestProfile(PackagedIT.WithSandbox.class)
class ScimCyclesIT {

    private static final ScimClient ENTRA = ScimClient.of("by-members");
    private static final ScimClient OKTA = ScimClient.of("directory");
    private static final ScimClient KEYCLOAK = ScimClient.of("directory");

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void entraTestsTheConnection() {
        ScimClient.request()
                .queryParam("filter", "userName eq \"7d6bbf1e-4a3c-4fc5-8d1b-b9b8d3a1b6b1\"")
                .get("/api/scim/by-members/Users")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0))
                .body("Resources", equalTo(List.of()));
        ScimClient.request()
                .queryParam("excludedAttributes", "members")
                .queryParam("filter", "displayName eq \"7d6bbf1e-4a3c-4fc5-8d1b-b9b8d3a1b6b1\"")
                .get(ENTRA.groups())
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0));
        assertThat(changes()).isZero();
    }

    /** Initial cycle, incremental cycle, restart. A restart asks for all again, finds all, and moves nothing. */
    @Test
    void entraProvisionsGroupsAndTheirMembers() {
        String plant = ScimClient.name("Plant");
        String line = ScimClient.name("Line");
        entraProvision(plant, "8aa1a0c0-c4c3-4bc0-b4a5-000000000001");
        entraProvision(line, "8aa1a0c0-c4c3-4bc0-b4a5-000000000002");
        String above = entraFind(plant);
        String below = entraFind(line);
        entraAdd(above, below);
        entraAdd(above, "user-1");
        assertThat(SandboxControl.organization(below)).contains(line + " under " + above);
        assertThat(SandboxControl.requests()).containsEntry("create", 2).containsEntry("update", 1);

        String renamed = ScimClient.name("Assembly line");
        ENTRA.patch(below, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"" + renamed + "\"}")
                .statusCode(204);
        ENTRA.patch(above, "{\"op\":\"Remove\",\"path\":\"members\",\"value\":[{\"value\":\"user-1\"}]}")
                .statusCode(204);
        assertThat(SandboxControl.organization(below)).contains(renamed + " under " + above);
        assertThat(SandboxControl.requests()).containsEntry("update", 2);

        entraProvision(plant, "8aa1a0c0-c4c3-4bc0-b4a5-000000000001");
        entraProvision(renamed, "8aa1a0c0-c4c3-4bc0-b4a5-000000000002");
        entraAdd(above, below);
        assertThat(SandboxControl.organization(below)).contains(renamed + " under " + above);
        assertThat(SandboxControl.requests()).containsEntry("create", 2).containsEntry("update", 2);

        ENTRA.delete(above).statusCode(204);
        assertThat(SandboxControl.organization(below)).contains(renamed + " under null");
        ENTRA.get(above).statusCode(404);
        assertThat(SandboxControl.requests())
                .containsEntry("create", 2)
                .containsEntry("update", 3)
                .containsEntry("delete", 1);
    }

    /** What was quarantined is looked for, and somebody may have deleted it meanwhile. */
    @Test
    void entraRecoversFromQuarantine() {
        String name = ScimClient.name("Quarantined");
        SandboxControl.faults(
                "[{\"match\":\"PUT\",\"status\":401,\"times\":100},{\"match\":\"GET\",\"status\":401,\"times\":100}]");
        ScimClient.request()
                .body(entraBody(name, "e-1"))
                .post(ENTRA.groups())
                .then()
                .statusCode(503);
        SandboxControl.noFaults();
        String id = entraProvision(name, "e-1");
        SandboxControl.reset();
        ENTRA.patch(id, "{\"op\":\"Replace\",\"path\":\"displayName\",\"value\":\"X " + name + "\"}")
                .statusCode(404);
        String again = entraProvision(name, "e-1");
        assertThat(again).isNotEqualTo(id);
        assertThat(SandboxControl.organization(again)).contains(name + " under null");
        assertThat(SandboxControl.requests()).containsEntry("create", 1);
    }

    @Test
    void oktaPushesRenamesImportsAndDeletes() {
        String name = ScimClient.name("Everyone");
        String id = OKTA.post("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"displayName\":\"" + name
                        + "\",\"members\":[]}")
                .statusCode(201)
                .body("id", notNullValue())
                .extract()
                .path("id");
        OKTA.patch(id, "{\"op\":\"replace\",\"value\":{\"id\":\"" + id + "\",\"displayName\":\"New " + name + "\"}}")
                .statusCode(204);
        OKTA.put(
                        id,
                        "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"id\":\"" + id
                                + "\",\"displayName\":\"New " + name
                                + "\",\"members\":[{\"value\":\"00u1\",\"display\":\"ada@example.com\"}]}")
                .statusCode(200)
                .body("members.value", contains("00u1"));
        OKTA.patch(
                        id,
                        "{\"op\":\"remove\",\"path\":\"members[value eq \\\"00u1\\\"]\"},"
                                + "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"00u2\",\"display\":\"bob@example.com\"}]}")
                .statusCode(204);
        ValidatableResponse imported = ScimClient.request()
                .get(OKTA.groups() + "?startIndex=1&count=100")
                .then()
                .statusCode(200)
                .body("Resources.id", hasItem(id));
        assertThat(imported.extract().<Integer>path("itemsPerPage"))
                .isEqualTo(imported.extract().<Integer>path("totalResults"));
        String reused = OKTA.createNamed(name);
        assertThat(reused).isNotEqualTo(id);
        OKTA.delete(id).statusCode(204);
        assertThat(SandboxControl.organization(reused)).contains(name + " under null");
        assertThat(SandboxControl.requests())
                .containsEntry("create", 2)
                .containsEntry("update", 1)
                .containsEntry("delete", 1);
        assertThat(SandboxControl.requests().get("list")).isLessThan(3);
    }

    /** Its client writes values as texts that hold JSON, and PATCHes with a value where others have a path. */
    @Test
    void keycloakSendsJsonInTexts() {
        String name = ScimClient.name("Realm");
        String id =
                KEYCLOAK.create("{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\"],\"externalId\":\"kc-"
                        + name + "\",\"displayName\":\"" + name + "\"}");
        KEYCLOAK.patch(
                        id,
                        "{\"op\":\"add\",\"path\":\"members\",\"value\":\"[{\\\"value\\\":\\\"k1\\\",\\\"type\\\":\\\"User\\\"}]\"}")
                .statusCode(204);
        KEYCLOAK.patch(id, "{\"op\":\"replace\",\"value\":\"{\\\"displayName\\\":\\\"" + name + " 2\\\"}\"}")
                .statusCode(204);
        KEYCLOAK.get(id)
                .body("members.value", contains("k1"))
                .body("members[0].type", equalTo("User"))
                .body("displayName", equalTo(name + " 2"));
        KEYCLOAK.search("externalId eq \"kc-" + name + "\"").body("Resources.id", contains(id));
        KEYCLOAK.delete(id).statusCode(204);
        assertThat(SandboxControl.requests())
                .containsEntry("create", 1)
                .containsEntry("update", 1)
                .containsEntry("delete", 1);
    }

    /** Looks for the group by its name, and makes it if it is not there. */
    private static String entraProvision(String name, String objectId) {
        ValidatableResponse found = ScimClient.request()
                .queryParam("excludedAttributes", "members")
                .queryParam("filter", "displayName eq \"" + name + "\"")
                .get(ENTRA.groups())
                .then()
                .statusCode(200);
        return found.extract().<Integer>path("totalResults") == 1
                ? found.extract().path("Resources[0].id")
                : ENTRA.create(entraBody(name, objectId));
    }

    private static String entraBody(String name, String objectId) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:Group\",\"http://schemas.microsoft.com/2006/11/"
                + "ResourceManagement/ADSCIM/2.0/Group\"],\"externalId\":\"" + objectId + "\",\"displayName\":\"" + name
                + "\",\"meta\":{\"resourceType\":\"Group\"}}";
    }

    private static String entraFind(String name) {
        return ENTRA.search("displayName eq \"" + name + "\"").extract().path("Resources[0].id");
    }

    /** Asks first whether it is a member already. */
    private static void entraAdd(String group, String member) {
        int known = ENTRA.search("id eq \"" + group + "\" and members eq \"" + member + "\"")
                .extract()
                .path("totalResults");
        if (known == 0) {
            ENTRA.patch(group, "{\"op\":\"Add\",\"path\":\"members\",\"value\":[{\"value\":\"" + member + "\"}]}")
                    .statusCode(204);
        }
    }

    private static int changes() {
        Map<String, Integer> requests = SandboxControl.requests();
        return requests.get("create") + requests.get("update") + requests.get("delete");
    }
}
