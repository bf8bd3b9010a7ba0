package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SendersProfile.class)
class ReconcileTest {

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void withoutABodyTheSnapshotOfTheSourceIsTaken() {
        post("/api/reconcile", array(unit("rc-snap", "Snap", null))).then().statusCode(200);

        given().queryParam("source", "whole")
                .post("/api/plan")
                .then()
                .statusCode(200)
                .header("X-Plan-Changes", "0")
                .body("application", equalTo("default"));
        given().queryParam("source", "whole")
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("summary.total", equalTo(0));
        given().queryParam("source", "whole")
                .queryParam("application", "emea")
                .post("/api/plan")
                .then()
                .statusCode(400)
                .body("detail", containsString("default"));
        given().contentType("application/json")
                .queryParam("source", "blind")
                .post("/api/plan")
                .then()
                .statusCode(400);
    }

    @Test
    void aPlanIsShownAndNothingIsSent() {
        post("/api/plan", array(unit("rc-us", "United States", null), unit("rc-wa", "Washington", "rc-us")))
                .then()
                .statusCode(200)
                .header("X-Plan-Changes", "2")
                .contentType("application/json")
                .body("application", equalTo("default"))
                .body("policy", equalTo("upsert-only"))
                .body("changes", equalTo(2))
                .body("summary.create", equalTo(2))
                .body("steps[1].operation", equalTo("create"))
                .body("steps[1].organization", equalTo("rc-wa"))
                .body("steps[1].before", nullValue())
                .body("steps[1].after.displayName", equalTo("Washington"))
                .body("steps[1].after.parent", equalTo("rc-us"))
                .body("steps[1].waitsFor", equalTo(List.of(0)));

        assertThat(SandboxControl.requests()).containsEntry("list", 1);
        assertThat(SandboxControl.allRequests()).isEqualTo(1);
    }

    @Test
    void peopleGetText() {
        String body = array(unit("rc-us", "United States", null));

        String plain = given().contentType("application/json")
                .header("Accept", "text/plain")
                .body(body)
                .post("/api/plan")
                .then()
                .statusCode(200)
                .header("X-Plan-Changes", "1")
                .contentType("text/plain")
                .extract()
                .asString();
        String coloured = given().contentType("application/json")
                .header("Accept", "text/plain")
                .queryParam("colour", "true")
                .body(body)
                .post("/api/plan")
                .asString();

        assertThat(plain).isEqualTo("""
                1 to create, 0 to update, 0 to delete

                + rc-us "United States"

                1 to create, 0 to update, 0 to delete
                """);
        assertThat(coloured).contains("\n\u001B[32m+ rc-us \"United States\"\u001B[0m\n");
    }

    @Test
    void aHierarchyIsAppliedAndTheSecondRunFindsNothingToDo() {
        String body = array(
                unit("rc-seattle", "Seattle", "rc-wa"),
                unit("rc-wa", "Washington", "rc-us"),
                unit("rc-us", "United States", null));

        post("/api/reconcile", body)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("summary.created", equalTo(3))
                .body("steps", hasSize(3))
                .body("steps[0].outcome", equalTo("applied"));
        assertThat(SandboxControl.organization("rc-seattle")).contains("Seattle under rc-wa");
        assertThat(SandboxControl.allRequests()).isEqualTo(4);

        post("/api/reconcile", body).then().statusCode(200).body("summary.total", equalTo(0));
        assertThat(SandboxControl.allRequests()).isEqualTo(5);
        post("/api/plan", body).then().header("X-Plan-Changes", "0");
    }

    @Test
    void twoHundredOrganizationsTakeTwoHundredAndOneCalls() {
        post("/api/reconcile", array(fiveLevels(200))).then().statusCode(200).body("complete", equalTo(true));

        assertThat(SandboxControl.requests()).containsEntry("list", 1).containsEntry("create", 200);
        assertThat(SandboxControl.allRequests()).isEqualTo(201);
    }

    @Test
    void progressIsToldLineByLine() {
        List<JsonPath> lines = given().contentType("application/json")
                .header("Accept", "application/x-ndjson")
                .body(array(fiveLevels(12)))
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(JsonPath::from)
                .toList();

        assertThat(lines).hasSize(13);
        assertThat(lines.subList(0, 12))
                .extracting(line -> line.getInt("done"))
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(lines.get(4).getInt("total")).isEqualTo(12);
        assertThat(lines.get(4).getString("outcome")).isEqualTo("applied");
        assertThat(lines.get(11).getDouble("secondsLeft")).isZero();
        assertThat(lines.get(12).getInt("summary.created")).isEqualTo(12);
        assertThat(lines.get(12).getBoolean("complete")).isTrue();
    }

    @Test
    void allMistakesAreToldAtOnce() {
        String body = array(
                unit("rc-us", "United States", null),
                unit("Seattle!", "Seattle", "rc-us"),
                unit("rc-us", "USA", null),
                "{\"displayName\":\"Redmond\"}",
                unit("rc-spokane", " ", "rc-us"),
                unit("rc-olympia", "Olympia", "rc-washington"),
                unit("rc-a", "A", "rc-b"),
                unit("rc-b", "B", "rc-a"),
                "17");

        for (String path : List.of("/api/plan", "/api/reconcile")) {
            post(path, body)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", containsString("7 mistakes"))
                    .body("mistakes", hasSize(7))
                    .body("mistakes", hasItem("[5]: 'rc-olympia': parent 'rc-washington' is not in the hierarchy"));
        }
        given().contentType("application/json")
                .header("Accept", "application/x-ndjson")
                .body(body)
                .post("/api/reconcile")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("mistakes", hasSize(7));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void nothingIsNeverUnderstoodAsDeleteEverything() {
        reconcile(array(unit("rc-us", "United States", null)));

        for (String body : List.of("[]", "", "{}", "null", "[", "<organizations/>")) {
            with("policy", "sync").body(body).post("/api/reconcile").then().statusCode(400);
        }
        assertThat(SandboxControl.organization("rc-us")).isPresent();
    }

    @Test
    void tooManyDeletesAreHeldUntilExactlyTheseAreReleased() {
        List<String> all = flat(100);
        reconcile(array(all));
        String shrunk = array(all.subList(0, 70));

        JsonPath held = with("policy", "sync")
                .body(shrunk)
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(false))
                .body("summary.held", equalTo(30))
                .body("summary.deleted", equalTo(0))
                .body("held.reason", equalTo("more than 10 deletes"))
                .body("held.deletes", hasSize(30))
                .extract()
                .jsonPath();
        assertThat(SandboxControl.requests()).containsEntry("delete", 0);

        String digest = held.getString("held.digest");
        with("policy", "sync", "release", digest)
                .body(array(all.subList(0, 71)))
                .post("/api/reconcile")
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("detail", containsString("nothing was done"));
        assertThat(SandboxControl.requests()).containsEntry("delete", 0);

        with("policy", "sync", "release", digest)
                .body(shrunk)
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("summary.deleted", equalTo(30));
        assertThat(SandboxControl.requests()).containsEntry("delete", 30);
        assertThat(SandboxControl.organization("rc-flat-99")).isEmpty();
        assertThat(SandboxControl.organization("rc-flat-69")).isPresent();
    }

    @Test
    void whenIoTCentralFailsInTheMiddleTheReportSaysWhatIsNotDoneAndARerunFinishesTheRest() {
        SandboxControl.faults("[{\"match\":\"PUT /api/organizations/rc-level1-1\",\"status\":401}]");
        String body = array(fiveLevels(30));

        Response response = post("/api/reconcile", body);

        response.then().statusCode(503).body("complete", equalTo(false));
        assertThat(Integer.parseInt(response.header("Retry-After"))).isPositive();
        JsonPath report = response.jsonPath();
        int created = report.getInt("summary.created");
        assertThat(report.getInt("summary.deferred")).isEqualTo(30 - created).isPositive();
        assertThat(report.getList("steps")).hasSize(30);

        SandboxControl.noFaults();
        post("/api/reconcile", body)
                .then()
                .statusCode(200)
                .body("complete", equalTo(true))
                .body("summary.created", equalTo(30 - created));
    }

    @Test
    void wrongQueriesAreToldWhatIsAllowed() {
        String body = array(unit("rc-us", "United States", null));

        with("policy", "mirror")
                .body(body)
                .post("/api/plan")
                .then()
                .statusCode(400)
                .body("detail", equalTo("policy = mirror: allowed are create-only, upsert-only, sync-owned, sync"));
        with("scope", "EMEA").body(body).post("/api/plan").then().statusCode(400);
        with("readAt", "yesterday").body(body).post("/api/plan").then().statusCode(400);
        with("readAt", "2999-01-01T00:00:00Z")
                .body(body)
                .post("/api/plan")
                .then()
                .statusCode(400);
        with("application", "moon")
                .body(body)
                .post("/api/reconcile")
                .then()
                .statusCode(404)
                .body(
                        "detail",
                        equalTo(
                                "no application 'moon' is configured; there are default, emea, hasty, large, slow, stuck"));
        with("release", "0123456789abcdef")
                .body(body)
                .post("/api/reconcile")
                .then()
                .statusCode(409);
        given().get("/api/plan").then().statusCode(405);
        assertThat(SandboxControl.organization("rc-us")).isEmpty();
    }

    @Test
    void aScopeKeepsEverythingElseUntouched() {
        reconcile(array(
                unit("rc-emea", "EMEA", null),
                unit("rc-de", "Germany", "rc-emea"),
                unit("rc-us", "United States", null)));

        with("policy", "sync", "scope", "rc-emea")
                .body(array(unit("rc-emea", "Europe", null), unit("rc-de", "Deutschland", "rc-emea")))
                .post("/api/reconcile")
                .then()
                .statusCode(200)
                .body("summary.updated", equalTo(2))
                .body("summary.deleted", equalTo(0));
        assertThat(SandboxControl.organization("rc-us")).isPresent();
    }

    private static void reconcile(String body) {
        post("/api/reconcile", body).then().statusCode(200);
    }

    private static Response post(String path, String body) {
        return given().contentType("application/json").body(body).post(path);
    }

    private static RequestSpecification with(String... query) {
        RequestSpecification request = given().contentType("application/json");
        for (int i = 0; i < query.length; i += 2) {
            request.queryParam(query[i], query[i + 1]);
        }
        return request;
    }

    private static List<String> flat(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> unit("rc-flat-" + i, "Flat " + i, null))
                .toList();
    }

    /** Organizations in five levels of the same size, the lowest first. */
    private static List<String> fiveLevels(int count) {
        int size = Math.max(1, count / 5);
        return IntStream.range(0, count)
                .mapToObj(i -> count - 1 - i)
                .map(i -> {
                    int level = Math.min(4, i / size);
                    String parent = level == 0 ? null : "rc-level" + (level - 1) + "-" + i % size;
                    return unit("rc-level" + level + "-" + (i - level * size), "Level " + level, parent);
                })
                .toList();
    }

    private static String array(List<String> units) {
        return array(units.toArray(String[]::new));
    }

    private static String array(String... units) {
        return Stream.of(units).collect(Collectors.joining(",", "[", "]"));
    }

    private static String unit(String id, String displayName, String parent) {
        String above = parent == null ? "null" : "\"" + parent + "\"";
        return "{\"id\":\"" + id + "\",\"displayName\":\"" + displayName + "\",\"parent\":" + above + "}";
    }
}
