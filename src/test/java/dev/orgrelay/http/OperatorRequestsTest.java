package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an operator says is obeyed or refused, never ignored; and a dry run changes nothing, on any path. */
@QuarkusTest
class OperatorRequestsTest {

    private static final String ROWS = "[{\"id\":\"or-new\",\"displayName\":\"New\"}]";

    @BeforeEach
    void oneOrganization() {
        SandboxControl.reset();
        send("PUT", "/api/organizations/or-old", "{\"displayName\":\"Old\"}")
                .then()
                .statusCode(200);
    }

    record Path(String method, String path, String body) {}

    /** Every operator path. */
    static List<Path> paths() {
        return List.of(
                new Path("GET", "/api/organizations", ""),
                new Path("GET", "/api/organizations/or-old", ""),
                new Path("PUT", "/api/organizations/or-old", "{\"displayName\":\"Other\"}"),
                new Path("PATCH", "/api/organizations/or-old", "{\"displayName\":\"Other\"}"),
                new Path("DELETE", "/api/organizations/or-old", ""),
                new Path("POST", "/api/plan", ROWS),
                new Path("POST", "/api/reconcile", ROWS),
                new Path("GET", "/api/dead-letters", ""),
                new Path("GET", "/api/dead-letters/6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13", ""),
                new Path("POST", "/api/dead-letters/6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13/replay", ""),
                new Path("DELETE", "/api/dead-letters/6f0d1b2a-9c3e-4f58-8a71-2b4c6d8e0f13", ""),
                new Path("POST", "/api/dead-letters/replay", ""),
                new Path("POST", "/api/deliveries/6f0d1b2a-9c3e-7f58-8a71-2b4c6d8e0f13/replay", ""),
                new Path("GET", "/api/sources", ""),
                new Path("GET", "/api/sources/default", ""),
                new Path("POST", "/api/sources/default/try", "{\"request\":{}}"),
                new Path("GET", "/api/presets", ""),
                new Path("GET", "/api/presets/workos", ""),
                new Path("POST", "/api/presets/workos/try", "{\"request\":{}}"));
    }

    @ParameterizedTest
    @MethodSource("paths")
    void aParameterThatNobodyReadsIsAMistakeOnEveryPath(Path path) {
        for (String query : List.of(
                "dryrun=true",
                "dry-run=true",
                "DRYRUN=true",
                "applicaton=default",
                "x=1",
                "dryRun=yes",
                "dryRun",
                "dryRun=true&dryRun=true",
                "dryRun=false&DRYRUN=true",
                "dryRun=",
                "?dryRun=true",
                "dryRun=TRUE",
                "dryRun=1",
                "dryRun=%20true",
                "dryRun=true%20",
                "dryRun=true&dryRun=false",
                "dryRun=true;dryRun=false",
                "dryRun=true&dry-run=true",
                "dryRun%20=true",
                "%20dryRun=true",
                "dryRun%00=true",
                "dryRun[]=true",
                "dry%2Drun=true",
                "d%72yrun=true",
                "d%D1%80yRun=true",
                "Application=default",
                "application=default&application=default",
                "application=")) {
            assertThat(send(path.method(), path.path() + "?" + query, path.body())
                            .statusCode())
                    .as(query)
                    .isEqualTo(400);
        }
        assertThat(SandboxControl.requests())
                .containsEntry("create", 1)
                .containsEntry("update", 0)
                .containsEntry("delete", 0);
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
    }

    @ParameterizedTest
    @MethodSource("paths")
    void anEncodedNameIsTheSameName(Path path) {
        Response answer = send(path.method(), path.path() + "?dr%79Run=tr%75e", path.body());
        assertThat(answer.statusCode()).isIn(200, 404);
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
        assertThat(SandboxControl.organization("or-new")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            PUT   | /api/organizations/or-old | {"displayName":"A","Parent":null}                  | did you mean parent?
            PATCH | /api/organizations/or-old | {"display_name":"A"}                               | did you mean displayName?
            POST  | /api/plan                 | [{"id":"or-new","displayName":"A","Parent":"b1"}]  | did you mean parent?
            POST  | /api/reconcile            | [{"id":"or-new","displayName":"A","parentId":"b"}] | did you mean parent?
            POST  | /api/reconcile            | [{"id":"or-new","displayname":"A"}]                | did you mean displayName?
            POST  | /api/reconcile            | {"id":"or-new","displayName":"A","childen":[]}     | did you mean children?
            POST  | /api/reconcile            | {"Value":[{"id":"or-new","displayName":"A"}]}      | is no member of a row
            POST  | /api/sources/default/try  | {"Request":{}}                                     | did you mean request?
            POST  | /api/presets/workos/try   | {"request":{"bodyBase46":""}}                      | did you mean bodyBase64?
            PUT   | /sandbox/control/limits   | {"requestPerSecond":5}                             | did you mean requestsPerSecond?
            PUT   | /sandbox/control/faults   | [{"match":"PUT","Status":503}]                     | did you mean status?
            """)
    void aMisspeltMemberIsNamedOnEveryPathThatReadsABody(String method, String path, String body, String detail) {
        send(method, path, body).then().statusCode(400).body(containsString(detail));
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
        assertThat(SandboxControl.organization("or-new")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            polcy=sync        | there is no parameter 'polcy', did you mean policy?
            Policy=sync       | there is no parameter 'Policy', did you mean policy?
            dry_run=true      | there is no parameter 'dry_run', did you mean dryRun?
            read-at=x         | there is no parameter 'read-at', did you mean readAt?
            maxDeletes=5      | there is no parameter 'maxDeletes'; allowed are application, source, policy
            scope=            | scope is empty: give it a value, or leave it out
            scope=a1&scope=b1 | scope is said 2 times, allowed is once
            dryRun=1          | dryRun must be true or false
            """)
    void whatWasMeantIsNamed(String query, String detail) {
        send("POST", "/api/reconcile?" + query, ROWS)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", containsString(detail));
    }

    @Test
    void withoutAReceiverThereIsNoNoticeToSend() {
        for (String query : List.of("", "?dryRun=true")) {
            given().post("/api/notices/test" + query)
                    .then()
                    .statusCode(409)
                    .contentType("application/problem+json")
                    .body("detail", containsString("set orgrelay.notices.url"));
        }
    }

    @Test
    void theKeysOfTheHostPass() {
        given().get("/api/organizations?code=abc&clientId=default").then().statusCode(200);
    }

    @ParameterizedTest
    @CsvSource({"PUT,Other", "PATCH,Other", "DELETE,"})
    void aDryRunOfAChangeByHandIsPlanned(String method, String name) {
        String body = name == null ? "" : "{\"displayName\":\"" + name + "\",\"parent\":null}";
        send(method, "/api/organizations/or-old?dryRun=true", body)
                .then()
                .statusCode(200)
                .body("source", equalTo("operator"))
                .body("outcomes[0].outcome", equalTo("planned"))
                .body("outcomes[0].organization", equalTo("or-old"))
                .body("outcomes[0].displayName", equalTo(name));
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
    }

    @ParameterizedTest
    @CsvSource({"application/json", "application/x-ndjson", "text/plain"})
    void aDryRunOfAReconcileIsItsPlan(String type) {
        Response dry = accepting(type).post("/api/reconcile?policy=sync&readAt=2026-11-23T10:00:00Z&dryRun=true");
        String plan = accepting(type.equals("text/plain") ? type : "application/json")
                .post("/api/plan?policy=sync&readAt=2026-11-23T10:00:00Z")
                .asString();
        assertThat(dry.statusCode()).isEqualTo(200);
        assertThat(dry.asString().strip())
                .isEqualTo(plan.strip())
                .contains("or-new")
                .contains("or-old");
        assertThat(SandboxControl.requests()).containsEntry("create", 1).containsEntry("delete", 0);
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"displayName":"A","Parent":"or-old"}    | there is no member 'Parent', did you mean parent?
            {"displayname":"A"}                      | there is no member 'displayname', did you mean displayName?
            {"displayName":"A","description":"B"}    | there is no member 'description'; allowed are id, displayName, parent
            {"displayName":"A","id":"or-other"}      | the id in the body is not the one in the path; an id cannot be changed
            {"displayName":"A","parent":"a1","parent":null} | unreadable JSON
            """)
    void aMemberThatNobodyReadsIsAMistake(String body, String detail) {
        for (String method : List.of("PUT", "PATCH")) {
            send(method, "/api/organizations/or-old", body)
                    .then()
                    .statusCode(400)
                    .body("detail", containsString(detail));
        }
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
    }

    @Test
    void whatWasReadCanBeSentBack() {
        String read = given().get("/api/organizations/or-old").asString();
        send("PUT", "/api/organizations/or-old", read).then().statusCode(200);
        assertThat(SandboxControl.organization("or-old")).contains("Old under null");
    }

    @ParameterizedTest
    @CsvSource({"dryrun", "DryRun", "dry-run", "dry_run", "Dry-Run", "DRY_RUN", "-dryRun-"})
    void aSenderThatMeansADryRunIsToldHowItIsWritten(String parameter) {
        given().contentType("application/cloudevents+json")
                .body(TestEvents.created("or-event", "Event", null))
                .post("/api/events?" + parameter + "=true&theirs=1")
                .then()
                .statusCode(400)
                .body("detail", equalTo("there is no parameter '" + parameter + "', did you mean dryRun?"));
        assertThat(SandboxControl.organization("or-event")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "dryRun%20=true",
        "%20dryRun=true",
        "d%72yrun=true",
        "dry%2Drun=true",
        "dryRun=TRUE",
        "dryRun=",
        "dryRun",
        "dryRun=1",
        "dryRun=true%20",
        "dryRun=true&dryRun=true",
        "dryRun=true&dryRun=false",
        "dryRun=true;dryRun=false",
        "dryRun=false&DryRun=true"
    })
    void whatMayMeanADryRunIsNeverDoneForReal(String query) {
        given().urlEncodingEnabled(false)
                .contentType("application/cloudevents+json")
                .body(TestEvents.created("or-event", "Event", null))
                .post("/api/events?" + query + "&theirs=1")
                .then()
                .statusCode(400);
        assertThat(SandboxControl.organization("or-event")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"dr%79Run=true,planned", "dryRun=tru%65,planned", "dryRun=false,applied", "a=dryRun,applied"})
    void whatIsSaidExactlyIsObeyed(String query, String outcome) {
        String id = "or-said-" + outcome + query.length();
        given().urlEncodingEnabled(false)
                .contentType("application/cloudevents+json")
                .body(TestEvents.created(id, "Event", null))
                .post("/api/events?" + query)
                .then()
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo(outcome));
        assertThat(SandboxControl.organization(id).isPresent()).isEqualTo(outcome.equals("applied"));
    }

    private static RequestSpecification accepting(String type) {
        return given().contentType("application/json").accept(type).body(ROWS);
    }

    private static Response send(String method, String path, String body) {
        return given().urlEncodingEnabled(false)
                .contentType("application/json")
                .body(body)
                .request(method, path);
    }
}
