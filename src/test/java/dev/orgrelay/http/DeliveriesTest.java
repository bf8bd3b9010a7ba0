package dev.orgrelay.http;

import static dev.orgrelay.http.JournalOf.delivery;
import static dev.orgrelay.http.JournalOf.idOf;
import static dev.orgrelay.http.JournalOf.ids;
import static dev.orgrelay.http.JournalOf.list;
import static dev.orgrelay.http.TestEvents.created;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators find about what came in. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class DeliveriesTest {

    private static final String KEY = "a-key-of-hunter2";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @Test
    void anAppliedEventIsFoundWithItsOutcomes() {
        Instant before = Instant.now().minusSeconds(1);
        TestEvents.send(created("dl-applied", "Seattle", null)).then().statusCode(200);

        JsonPath found = list("organization=dl-applied");
        assertThat(found.getList("value")).hasSize(1);
        assertThat(found.getString("value[0].source")).isEqualTo("default");
        assertThat(found.getString("value[0].kind")).isEqualTo("event");
        assertThat(found.getString("value[0].method")).isEqualTo("POST");
        assertThat(found.getString("value[0].path")).isEqualTo("/api/events");
        assertThat(found.getInt("value[0].status")).isEqualTo(200);
        assertThat(found.getInt("value[0].milliseconds")).isBetween(0, 22_000);
        assertThat(Instant.parse(found.getString("value[0].receivedAt"))).isAfter(before);
        assertThat(found.getList("value[0].outcomes.outcome")).isEqualTo(List.of("applied"));
        assertThat(found.getString("value[0].outcomes[0].displayName")).isEqualTo("Seattle");
        assertThat(found.getMap("").containsKey("next")).isFalse();
    }

    @Test
    void oneDeliveryIsShownWhole() {
        String event = created("dl-whole", "Seattle", null);
        TestEvents.send(event);

        delivery(idOf("organization=dl-whole"))
                .body("request.body", equalTo(event))
                .body("request.bodyKept", equalTo(true))
                .body("request.headers.content-type", startsWith("application/cloudevents+json"))
                .body("proof.scheme", equalTo("dangerous-none"))
                .body("proof.verdict", equalTo("none"))
                .body("messages.size()", equalTo(1))
                .body("messages[0].mapped.operation", equalTo("create"))
                .body("messages[0].mapped.id", equalTo("dl-whole"))
                .body("messages[0].change.organization", equalTo("dl-whole"))
                .body("messages[0].change.application", equalTo("default"))
                .body("messages[0].ledger.decision", equalTo("new"))
                .body("messages[0].outcome.outcome", equalTo("applied"))
                .body("answer.status", equalTo(200))
                .body("answer.body", notNullValue())
                .body("outcomes[0].outcome", equalTo("applied"));
    }

    @Test
    void eachCallIsShownWithItsBodyItsStatusAndItsWaits() {
        SandboxControl.faults("[{\"match\":\"PUT\",\"status\":503,\"times\":1}]");
        TestEvents.send(created("dl-calls", "Seattle", null)).then().statusCode(200);

        delivery(idOf("organization=dl-calls"))
                .body("messages[0].calls.method", equalTo(List.of("PUT", "PUT")))
                .body("messages[0].calls.path", everyItem(equalTo("/api/organizations/dl-calls")))
                .body("messages[0].calls.body", everyItem(equalTo("{\"displayName\":\"Seattle\"}")))
                .body("messages[0].calls.status", equalTo(List.of(503, 200)))
                .body("messages[0].calls.milliseconds", everyItem(lessThan(10_000)))
                .body("messages[0].calls.waited", everyItem(lessThan(10_000)));
    }

    @Test
    void whatIsReadToExplainARefusalIsACallToo() {
        TestEvents.send(created("dl-orphan", "Orphan", "dl-nowhere")).then().statusCode(503);

        delivery(idOf("organization=dl-orphan"))
                .body("messages[0].calls.method", equalTo(List.of("PUT", "GET")))
                .body("messages[0].calls.path", equalTo(List.of("/api/organizations/dl-orphan", "/api/organizations")))
                .body("messages[0].outcome.detail", notNullValue());
    }

    @Test
    void callsOfOneDeliveryAreWithTheirOwnMessages() {
        TestEvents.sendBatch(
                created("dl-many-b", "Below", "dl-many-a"),
                created("dl-many-a", "Above", null),
                TestEvents.deleted("dl-many-c"));

        delivery(idOf("organization=dl-many-a"))
                .body(
                        "messages.calls.path.flatten()",
                        equalTo(List.of(
                                "/api/organizations/dl-many-b",
                                "/api/organizations/dl-many-a",
                                "/api/organizations/dl-many-c")))
                .body("messages[2].calls[0].method", equalTo("DELETE"))
                .body("messages[2].calls[0].status", equalTo(404))
                .body("messages[2].calls[0]", not(hasKey("body")));
    }

    @Test
    void aPartThatSomethingNewerHasSetIsNamedWithWhoSetIt() {
        int second = TestEvents.next();
        TestEvents.send(created("dl-partly", "First", null, second));
        TestEvents.send(TestEvents.renamed("dl-partly", "Newer", second + 20));
        TestEvents.send(created("dl-partly", "Older", "dl-partly-above", second + 10));

        delivery(ids("organization=dl-partly").get(0))
                .body("messages[0].ledger.decision", equalTo("partly"))
                .body("messages[0].ledger.reason", startsWith("a change of 2026-"))
                .body("messages[0].ledger.reason", containsString("event updated-"))
                .body("messages[0].calls[0].body", equalTo("{\"parent\":\"dl-partly-above\"}"));
    }

    @Test
    void theMappedFieldsAreInTheWordsOfTheSender() {
        proven("/api/events/people", """
                {"data":{"events":[{"id":"dl-e1","verb":"created","account":"fabrikam","unit":{"id":"Büro 7","name":"Büro"}},
                                   {"id":"dl-e2","verb":"created","account":"nobody","unit":{"id":"dl-x","name":"X"}}]}}""");

        delivery(idOf("event=dl-e1"))
                .body("messages[0].mapped.id", equalTo("Büro 7"))
                .body("messages[0].mapped.tenant", equalTo("fabrikam"))
                .body("messages[0].change.application", equalTo("emea"))
                .body("messages[0].change.displayName", equalTo("Büro"))
                .body("messages[1].change", equalTo(null))
                .body("messages[1].ledger", equalTo(null))
                .body("messages[1].outcome.outcome", equalTo("refused"))
                .body("messages[1].outcome.deadLetter", notNullValue());
    }

    @Test
    void aProvenSenderIsShownWithoutWhatProvesIt() {
        proven("/api/events/lark", "{\"header\":{\"token\":\"" + KEY + "\"},\"nothing\":null,\"mark\":\"dl-lark\"}");

        String whole = given().get("/api/deliveries/" + idOf("source=lark&limit=1"))
                .then()
                .body("proof.scheme", equalTo("header"))
                .body("proof.verdict", equalTo("accepted"))
                .body("request.body", equalTo("{\"header\":{\"token\":\"***\"},\"nothing\":null,\"mark\":\"dl-lark\"}"))
                .body("request.headers", not(hasKey("x-api-key")))
                .extract()
                .asString();
        assertThat(whole).doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /api/events/nobody-knows | application/json    | {}      | 404 | none
            /api/events/people       | application/json    | {}      | 401 | refused
            /api/events/people       | multipart/form-data | {}      | 415 | none
            """)
    void whatIsTurnedAwayBeforeItsProofKeepsItsReasonAndNothingElse(
            String path, String type, String body, int status, String verdict) {
        given().header("content-type", type)
                .header("x-stranger", "secret-of-a-stranger")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);

        String id = idOf("outcome=turned-away&status=" + status + "&limit=1");
        delivery(id)
                .body("path", equalTo(path))
                .body("outcomes", equalTo(List.of(Map.of("outcome", "turned-away"))))
                .body("detail", notNullValue())
                .body("proof.verdict", equalTo(verdict))
                .body("request.headers", equalTo(Map.of()))
                .body("request.size", equalTo(2))
                .body("request.bodyKept", equalTo(false))
                .body("request", not(hasKey("body")))
                .body("messages", equalTo(List.of()));
        assertThat(given().get("/api/deliveries/" + id).asString()).doesNotContain("secret-of-a-stranger");
    }

    @Test
    void aBodyThatIsTooLargeIsTurnedAwayWithItsSize() {
        proven("/api/events/people", "x".repeat(1024 * 1024 + 1));

        delivery(idOf("status=413&limit=1"))
                .body("request.size", equalTo(1024 * 1024 + 1))
                .body("detail", notNullValue());
    }

    @Test
    void whatAProvenSenderSentIsKeptAlsoIfItCannotBeRead() {
        proven("/api/events/people", "{\"dl\":\"unreadable\"");

        delivery(idOf("source=people&outcome=turned-away&status=400&limit=1"))
                .body("proof.verdict", equalTo("accepted"))
                .body("request.body", equalTo("{\"dl\":\"unreadable\""))
                .body("detail", notNullValue());
    }

    @Test
    void aSourceThatKeepsNoMessagesKeepsNoBody() {
        given().header("x-api-key", KEY)
                .contentType("application/cloudevents+json")
                .body(created("dl-discreet", "Seattle", null))
                .post("/api/events/discreet")
                .then()
                .statusCode(202);

        delivery(idOf("organization=dl-discreet"))
                .body("request", not(hasKey("body")))
                .body("request.bodyKept", equalTo(false))
                .body("messages[0].ledger", equalTo(null))
                .body("messages[0].outcome.outcome", equalTo("queued"));
    }

    @Test
    void aDryRunIsRecordedAsPlanned() {
        given().contentType("application/cloudevents+json")
                .body(created("dl-dry", "Seattle", null))
                .post("/api/events?dryRun=true");

        delivery(idOf("organization=dl-dry&outcome=planned")).body("request.query.dryRun", equalTo("true"));
    }

    @Test
    void everyFilterLeavesWhatItSays() {
        String event = created("dl-filter", "Seattle", null);
        TestEvents.send(event);
        TestEvents.send(event);
        String of = "organization=dl-filter&";
        assertThat(ids("organization=dl-filter")).hasSize(2);
        assertThat(ids(of + "outcome=duplicate")).hasSize(1);
        assertThat(ids(of + "outcome=duplicate,applied")).hasSize(2);
        assertThat(ids(of + "outcome=refused")).isEmpty();
        assertThat(ids(of + "source=default")).hasSize(2);
        assertThat(ids(of + "source=people")).isEmpty();
        assertThat(ids(of + "application=default")).hasSize(2);
        assertThat(ids(of + "application=emea")).isEmpty();
        assertThat(ids(of + "kind=event,replay")).hasSize(2);
        assertThat(ids(of + "kind=queue")).isEmpty();
        assertThat(ids(of + "status=200")).hasSize(2);
        assertThat(ids(of + "status=2xx")).hasSize(2);
        assertThat(ids(of + "status=4xx")).isEmpty();
        assertThat(ids(of + "since=1h")).hasSize(2);
        assertThat(ids(of + "until=1h")).isEmpty();
        Instant second = Instant.parse(list("organization=dl-filter").getString("value[0].receivedAt"));
        assertThat(ids(of + "since=" + second)).hasSizeBetween(1, 2);
        assertThat(ids(of + "since=" + second.plusMillis(1))).isEmpty();
        assertThat(ids(of + "until=" + second)).hasSizeBetween(0, 1);
        assertThat(ids(of + "after=" + ids("organization=dl-filter").get(1)))
                .isEqualTo(ids("organization=dl-filter").subList(0, 1));
    }

    @Test
    void pagesHaveNeitherGapsNorDoublesWhileNewOnesArrive() {
        for (int i = 0; i < 25; i++) {
            TestEvents.send(created("dl-page-" + i, "Seattle", null));
        }
        List<String> expected = ids("limit=25");
        List<String> paged = new ArrayList<>();
        String more = "";
        while (paged.size() < 25) {
            JsonPath page = list("limit=7" + more);
            paged.addAll(page.getList("value.id"));
            TestEvents.send(created("dl-new-" + paged.size(), "Seattle", null));
            more = "&cursor=" + page.getString("next");
        }
        assertThat(paged.subList(0, 25)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            limit=0            | limit = 0: allowed is a number from 1 to 200
            limit=201          | limit = 201: allowed is a number from 1 to 200
            limit=many         | limit = many: allowed is a number from 1 to 200
            status=teapot      | status = teapot: allowed is a status like 401, or 4xx
            since=yesterday    | since = yesterday: allowed is a time like 2026-11-23T10:00:00Z, or how long ago, like 90s, 15m, 24h or 7d
            until=2026-13-01   | until = 2026-13-01: allowed is a time like 2026-11-23T10:00:00Z, or how long ago, like 90s, 15m, 24h or 7d
            cursor=abc         | cursor = abc: allowed is the next of an earlier page
            after=abc          | after = abc: allowed is the id of a delivery
            outcome=aplied     | there is no outcome 'aplied', did you mean applied?
            kind=events        | there is no kind 'events', did you mean event?
            sauce=hr           | there is no parameter 'sauce', did you mean source?
            """)
    void whatCannotBeReadIsAMistakeThatSaysWhatIsAllowed(String query, String detail) {
        given().get("/api/deliveries?" + query).then().statusCode(400).body("detail", equalTo(detail));
    }

    @Test
    void aDeliveryThatIsNotThereIsMissing() {
        given().get("/api/deliveries/abc").then().statusCode(404);
        given().get("/api/deliveries/01936f5a-7c1e-7000-8000-000000000000")
                .then()
                .statusCode(404);
    }

    @Test
    void readingIsNotRecorded() {
        String newest = ids("limit=1").get(0);
        given().get("/api/organizations").then().statusCode(200);
        given().get("/api/deliveries").then().statusCode(200);
        assertThat(ids("after=" + newest)).isEmpty();
    }

    private static void proven(String path, String body) {
        given().header("x-api-key", KEY)
                .contentType("application/json")
                .body(body)
                .post(path);
    }
}
