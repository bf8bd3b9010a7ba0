package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies as they come when somebody else's program writes them: what matters is read, and what does not matter costs nothing. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class OddBodiesTest {

    private static final String CLOUD = "application/cloudevents+json";
    private static final String EVENT = "'specversion':'1.0','id':'%s','source':'/hr','type':'%s'";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @BeforeEach
    void reset() {
        SandboxControl.reset();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'data_base64':'*'",
                "'data_base64':1",
                "'data_base64':'ew=='",
                "'data':1,'data_base64':'MQ=='",
                "'data':{},'datacontenttype':'what'",
                "'data':'\\ud83d'",
            })
    void theDataOfAnEventOfNoConcernIsNotRead(String data) {
        String other = "{" + EVENT.formatted("ob-0", "com.contoso.badge.printed") + "," + data + "}";

        for (String source : List.of("default", "some-clouds")) {
            post(source, CLOUD, other).statusCode(200).body("outcomes.outcome", equalTo(List.of("ignored")));
        }
        post("default", "application/cloudevents-batch+json", "[" + other + "," + created("'id':'ob-1'") + "]")
                .statusCode(200)
                .body("outcomes.outcome", equalTo(List.of("ignored", "applied")));
        assertThat(SandboxControl.organization("ob-1")).contains("Seattle under null");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "text/plain | hello | 415",
                "application/xml | <a/> | 415",
                "what | hello | 415",
                "application/json; charset=klingon | {} | 415",
                "application/json | { | 400",
            })
    void noMoreIsItInBinaryMode(String contentType, String body, int statusOfAConcern) {
        for (String source : List.of("default", "some-clouds")) {
            binary(source, "com.contoso.badge.printed", contentType, body)
                    .statusCode(200)
                    .body("outcomes.outcome", equalTo(List.of("ignored")));
        }
        binary("default", "organization.created", contentType, body).statusCode(statusOfAConcern);
        binary("some-clouds", "unit", contentType, body).statusCode(statusOfAConcern);
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void whatIsReadSaysWhichEventOfABatchItIs() {
        String broken = "{" + EVENT.formatted("ob-2", "organization.created") + ",'data_base64':'*'}";

        post("default", "application/cloudevents-batch+json", "[" + created("'id':'ob-3'") + "," + broken + "]")
                .statusCode(400)
                .body("detail", equalTo("event 2 of 2: data_base64 is not Base64 (RFC 4648, 4)"));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @Test
    void halfOfASurrogatePairInAFieldOfNoConcernLosesNothing() {
        post("default", CLOUD, created("'id':'ob-4','note':'\\ud83d'")).statusCode(200);
        post("default", CLOUD, created("'id':'ob-5','displayName':'A \\ud83d'"))
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", equalTo("displayName holds half of a surrogate pair, \\uD83D"));
        post("later-on", CLOUD, created("'id':'ob-6','note':'\\ud83d'")).statusCode(202);

        assertThat(SandboxControl.organization("ob-4")).contains("Seattle under null");
        given().get("/api/dead-letters?organization=ob-5")
                .then()
                .statusCode(200)
                .body("value.size()", equalTo(1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forms | application/x-www-form-urlencoded | unit=ob-7&name=Form | ob-7 | Form under null",
                "xml | application/xml | <unit id=\"ob-8\"/> | ob-8 | Xml under null",
                "xml | text/xml; charset=iso-8859-1 | <unit id=\"ob-9\" note=\"ü\"/> | ob-9 | Xml under null",
                "people | application/json | {\"data\":{\"events\":[{\"verb\":\"created\",\"account\":\"contoso\","
                        + "\"unit\":{\"id\":\"ob-10\",\"name\":\"Json\"}}]}} | ob-10 | Json under null",
            })
    void aByteOrderMarkIsNoPartOfABody(String source, String contentType, String body, String id, String expected) {
        post(source, contentType, BYTE_ORDER_MARK + body)
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("applied"));

        assertThat(SandboxControl.organization(id)).contains(expected);
    }

    @Test
    void aBodyInUtf16SaysSoByItsMark() {
        given().header("x-api-key", "a-key-of-hunter2")
                .contentType("application/xml")
                .body((BYTE_ORDER_MARK + "<unit id=\"ob-11\"/>").getBytes(StandardCharsets.UTF_16LE))
                .post("/api/events/xml")
                .then()
                .statusCode(200);

        assertThat(SandboxControl.organization("ob-11")).contains("Xml under null");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\\t", "\\r\\n", "\\u00a0", "\\u200b", "\\ufeff", "\\u2060", "\\u3164", " \\u202f "})
    void whatNobodySeesAtAnEndIsNoPartOfAnIdOrAName(String invisible) {
        post("default", CLOUD, created("'id':'ob-above','displayName':'Above'"));
        post("default", CLOUD, created("'id':'#ob-12#','displayName':'#Twelve#','parent':'ob-above#'", invisible))
                .body("outcomes[0].organization", equalTo("ob-12"));
        post(
                        "people",
                        "application/json",
                        ("{'data':{'events':[{'verb':'created','account':'contoso#',"
                                        + "'unit':{'id':'#ob-13#','name':'#Thirteen'}}]}}")
                                .replace("#", invisible))
                .body("outcomes[0].sourceId", equalTo("ob-13"));
        String one = Integer.toHexString(invisible.hashCode()); // of the groups that there were, no id is given again
        post(
                        "directory/Groups",
                        "application/json",
                        ("{'displayName':'Group " + one + "#','externalId':'#ob-14-" + one + "#'}")
                                .replace("#", invisible))
                .statusCode(201);
        post("thin", "application/json", "{'id':'ob-12#'}".replace("#", invisible))
                .body("outcomes[0].displayName", equalTo("looked up Twelve"));

        assertThat(SandboxControl.organization("ob-12")).contains("looked up Twelve under ob-above");
        assertThat(SandboxControl.organization("ob-13")).contains("Thirteen under null");
        assertThat(SandboxControl.organization("ob-14-" + one)).contains("Group " + one + " under null");
    }

    @Test
    void anEventOfEventGridNeedsNoMoreThanATypeAndACodeToBeAHandshake() {
        String validation =
                "[{'eventType':'Microsoft.EventGrid.SubscriptionValidationEvent','data':{'validationCode':'c0de'}}]";

        for (String source : List.of("default", "pings")) {
            post(source, "application/json", validation).statusCode(200).body("validationResponse", equalTo("c0de"));
        }
    }

    @Test
    void aControlCharacterInANameIsRefusedInWords() {
        post("default", CLOUD, created("'id':'ob-15','displayName':'Sales\\nEurope'"))
                .statusCode(200)
                .body("outcomes[0].outcome", equalTo("refused"))
                .body("outcomes[0].detail", equalTo("displayName holds the control character \\u000A"));
        given().contentType("text/csv")
                .body("id,displayName\nob-16,\"Sales\nEurope\"\n")
                .post("/api/plan")
                .then()
                .statusCode(400)
                .body("detail", containsString("line 2: 'ob-16': displayName holds the control character \\u000A"));
        assertThat(SandboxControl.requests().get("create")).isZero();
    }

    private static String created(String data) {
        String name = data.contains("displayName") ? "" : ",'displayName':'Seattle'";
        return "{" + EVENT.formatted("ob-" + TestEvents.next(), "organization.created") + ",'data':{" + data + name
                + "}}";
    }

    private static String created(String data, String invisible) {
        return created(data.replace("#", invisible));
    }

    private static ValidatableResponse binary(String source, String type, String contentType, String body) {
        return given().config(literal(contentType))
                .header("x-api-key", "a-key-of-hunter2")
                .headers(
                        "ce-specversion",
                        "1.0",
                        "ce-id",
                        "ob-" + TestEvents.next(),
                        "ce-source",
                        "/hr",
                        "ce-type",
                        type)
                .header("content-type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post("/api/events/" + source)
                .then();
    }

    private static ValidatableResponse post(String source, String contentType, String body) {
        String json = contentType.contains("json") ? body.replace('\'', '"') : body;
        return given().config(literal(contentType))
                .header("x-api-key", "a-key-of-hunter2")
                .header("authorization", "Bearer a-key-of-hunter2")
                .contentType(contentType)
                .body(json.getBytes(StandardCharsets.UTF_8))
                .post("/api/events/" + source)
                .then();
    }

    private static RestAssuredConfig literal(String contentType) {
        return RestAssuredConfig.config()
                .encoderConfig(EncoderConfig.encoderConfig()
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                        .encodeContentTypeAs(contentType, ContentType.BINARY));
    }
}
