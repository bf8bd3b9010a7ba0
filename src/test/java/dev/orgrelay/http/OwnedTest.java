package dev.orgrelay.http;

import static dev.orgrelay.http.TestEvents.created;
import static dev.orgrelay.http.TestEvents.deleted;
import static dev.orgrelay.http.TestEvents.send;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.orgrelay.docs.ConnectPage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What operators see and do about organizations that are Org Relay's own, and those that are not; plans that they keep; what they export. */
@QuarkusTest
@TestProfile(OwnedTest.SyncOwned.class)
class OwnedTest {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";
    private static final String ROOT = "[{\"id\":\"ow-root\",\"displayName\":\"Root\"}]";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void whatEventsOperatorsAndPlansHaveMadeIsDeletedAndWhatAPersonHasMadeIsNot() {
        send(created("ow-event", "Event", null));
        given().contentType("application/json")
                .body("{\"displayName\":\"Operator\"}")
                .put("/api/organizations/ow-operator")
                .then()
                .statusCode(200);
        given().queryParam("policy", "upsert-only")
                .contentType("application/json")
                .body("[{\"id\":\"ow-root\",\"displayName\":\"Root\"},{\"id\":\"ow-plan\",\"displayName\":\"Plan\"}]")
                .post("/api/reconcile")
                .then()
                .statusCode(200);
        byHand("ow-hand", "By hand");
        byHand("ow-hand2", "By hand");
        send(created("ow-hand2", "An event", null)).then().statusCode(200);
        owned("ow-event").body("owned", equalTo(true));
        owned("ow-hand").body("owned", equalTo(false));

        reconcile(ROOT).then().body("summary.deleted", equalTo(3)).body("complete", equalTo(true));

        assertThat(SandboxControl.organization("ow-hand")).contains("By hand under null");
        assertThat(SandboxControl.organization("ow-hand2")).contains("An event under null");
        send(created("ow-again", "Again", null));
        send(deleted("ow-again"));
        byHand("ow-again", "Again");
        reconcile(ROOT).then().body("summary.deleted", equalTo(0));
        owned("ow-again").body("owned", equalTo(false));
    }

    @Test
    void anOperatorAdopts() {
        byHand("ow-top", "Top");
        byHand("ow-below", "Below\",\"parent\":\"ow-top");
        byHand("ow-other", "Other");

        adopt("dryRun", "true", "scope", "ow-top")
                .body("owned", equalTo(2))
                .body("adopted", equalTo(List.of("ow-top", "ow-below")))
                .body("dryRun", equalTo(true));
        owned("ow-top").body("owned", equalTo(false));
        adopt("scope", "ow-top")
                .body("owned", equalTo(2))
                .body("adopted", hasSize(2))
                .body("dryRun", nullValue());
        adopt("scope", "ow-top").body("owned", equalTo(2)).body("adopted", hasSize(0));
        given().queryParam("scope", "ow-nobody").post("/api/adopt").then().statusCode(400);
        given().queryParam("application", "nowhere").post("/api/adopt").then().statusCode(404);
        given().queryParam("policy", "sync").post("/api/adopt").then().statusCode(400);
        given().get("/api/adopt").then().statusCode(405).header("allow", equalTo("POST"));

        reconcile(ROOT).then().body("summary.deleted", equalTo(2));
        assertThat(SandboxControl.organization("ow-other")).isPresent();
    }

    @Test
    void aPlanForWhatIsExportedHasNothingToDo() {
        byHand("ow-a", "A");
        byHand("ow-b", "B; \\\"quoted\\\", =1+1 ,\",\"parent\":\"ow-a");
        byHand("ow-c", " blanks \",\"parent\":\"ow-b");

        String csv = given().accept("text/csv")
                .get("/api/organizations")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(csv).startsWith("id,displayName,parent\r\now-a,\"A\",\r\n");
        plan("text/csv", csv).header("X-Plan-Changes", equalTo("0"));
        String json = given().get("/api/organizations")
                .then()
                .contentType(startsWith("application/json"))
                .extract()
                .asString();
        plan("application/json", json).header("X-Plan-Changes", equalTo("0"));
        assertThat(given().accept("text/plain").get("/api/organizations").asString())
                .isEqualTo("""
                ow-a "A"
                  ow-b "B; \\"quoted\\", =1+1 ,"
                    ow-c " blanks "
                """);
    }

    @Test
    void aPlanThatWasReviewedIsAppliedOrRefused() {
        byHand("ow-a", "A");
        String plan = plan(
                        "application/json",
                        "[{\"id\":\"ow-a\",\"displayName\":\"AA\"},"
                                + "{\"id\":\"ow-new\",\"displayName\":\"New\",\"parent\":\"ow-a\"}]")
                .body("document", equalTo("orgrelay-plan/1"))
                .body("desired", hasSize(2))
                .extract()
                .asString();

        apply(plan.replace("AA", "BB")).then().statusCode(400).body("detail", containsString("edited"));
        for (Map.Entry<String, String> other : Map.of(
                        "policy", "sync", "scope", "ow-a", "application", "emea", "source", "hr")
                .entrySet()) {
            given().queryParam(other.getKey(), other.getValue())
                    .contentType("application/json")
                    .body(plan)
                    .post("/api/reconcile")
                    .then()
                    .statusCode(400)
                    .body("detail", startsWith(other.getKey() + " = "));
        }
        given().queryParam("dryRun", "true")
                .contentType("application/json")
                .body(plan)
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("changes", equalTo(2));

        byHand("ow-a", "changed");
        apply(plan)
                .then()
                .statusCode(409)
                .body("changed", hasSize(1))
                .body("changed[0].organization", equalTo("ow-a"))
                .body("changed[0].before.displayName", equalTo("A"))
                .body("changed[0].now.displayName", equalTo("changed"));
        byHand("ow-a", "A");
        apply(plan).then().statusCode(200).body("summary.total", equalTo(2)).body("complete", equalTo(true));
        assertThat(SandboxControl.organization("ow-new")).contains("New under ow-a");
        apply(plan).then().statusCode(409).body("changed.organization", hasItem("ow-new"));
    }

    @Test
    void theCommandThatReleasesIsWhole() {
        for (int i = 0; i < 12; i++) {
            byHand("ow-held-" + i, "Held \\\"" + i + "\\\"");
        }
        String csv = "DeptNo,Name\now-held-0,Zero\n";
        String text = given().queryParam("policy", "sync")
                .queryParam("columns", "id:DeptNo,displayName:Name")
                .contentType("text/csv; charset=UTF-8")
                .accept("text/plain")
                .body(csv)
                .post("/api/plan")
                .asString();

        assertThat(text)
                .contains("! ow-held-7 \"Held \\\"7\\\"\" is not deleted: held\n")
                .containsPattern("11 deletes are held: more than 10 deletes; to delete exactly these: curl -X POST -H"
                        + " \"x-functions-key: \\$ORGRELAY_OPERATOR_KEY\""
                        + " \"http://localhost:\\d+/api/reconcile\\?application=default"
                        + "&columns=id%3ADeptNo%2CdisplayName%3AName&policy=sync&release=[0-9a-f]{16}\""
                        + " -H 'content-type: text/csv; charset=UTF-8' --data-binary @hierarchy.csv\n");
    }

    private static ValidatableResponse owned(String id) {
        return given().get("/api/organizations/" + id + "/history").then().statusCode(200);
    }

    private static ValidatableResponse adopt(String... query) {
        var request = given();
        for (int i = 0; i < query.length; i += 2) {
            request.queryParam(query[i], query[i + 1]);
        }
        return request.post("/api/adopt").then().statusCode(200);
    }

    private static Response reconcile(String body) {
        return given().contentType("application/json").body(body).post("/api/reconcile");
    }

    private static ValidatableResponse plan(String contentType, String body) {
        return given().contentType(contentType)
                .body(body)
                .post("/api/plan")
                .then()
                .statusCode(200);
    }

    private static Response apply(String plan) {
        return given().contentType("application/json").body(plan).post("/api/reconcile");
    }

    /** As somebody does it in IoT Central. */
    private static void byHand(String id, String name) {
        given().header("authorization", TOKEN)
                .contentType("application/json")
                .body("{\"displayName\":\"" + name + "\"}")
                .put("/sandbox/api/organizations/" + id + "?api-version=2022-07-31")
                .then()
                .statusCode(200);
    }

    /** {@code sync-owned} is configured; beside the senders of a page, and both versions of the API. */
    public static class SyncOwned implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings =
                    new HashMap<>(ConnectPage.threeSenders().shownSettings());
            settings.computeIfPresent(
                    "orgrelay.sources.payroll.snapshot.url",
                    (key, url) ->
                            url.replace("https://payroll.example", "http://127.0.0.1:" + SendersProfile.freePort()));
            settings.put("orgrelay.applications.default.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
            settings.put("orgrelay.applications.default.api-token", TOKEN);
            settings.put("orgrelay.applications.default.requests-per-second", "1000");
            settings.put("orgrelay.applications.preview.url", "http://127.0.0.1:${quarkus.http.test-port}/sandbox");
            settings.put("orgrelay.applications.preview.api-version", "1.1-preview");
            settings.put("orgrelay.applications.preview.api-token", TOKEN);
            settings.putAll(PackedBodiesTest.sources());
            settings.put("orgrelay.reconcile.policy", "sync-owned");
            settings.put("orgrelay.reconcile.max-delete-percent", "100");
            return settings;
        }
    }
}
