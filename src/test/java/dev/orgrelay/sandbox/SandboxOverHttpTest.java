package dev.orgrelay.sandbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SandboxOverHttpTest {

    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    @TestHTTPResource("/sandbox")
    URI sandbox;

    @BeforeEach
    void beginEmptyAndWithoutARateLimit() {
        given().delete("/sandbox/control").then().statusCode(204).body(emptyString());
        limits("{\"requestsPerSecond\":0}").statusCode(200);
    }

    @AfterEach
    void leaveNothing() {
        given().delete("/sandbox/control").then().statusCode(204);
    }

    @Test
    void theFiveOperationsAnswerLikeIotCentral() {
        put("washington", "{\"displayName\":\"Washington\"}")
                .statusCode(200)
                .header("Content-Type", "application/json; charset=utf-8");
        put("seattle", "{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"washington\"}")
                .statusCode(200)
                .body(equalTo("{\"id\":\"seattle\",\"displayName\":\"Seattle\",\"parent\":\"washington\"}"));
        patch("seattle", "{\"displayName\":\"Emerald City\"}")
                .statusCode(200)
                .body(equalTo("{\"id\":\"seattle\",\"displayName\":\"Emerald City\",\"parent\":\"washington\"}"));
        api().get("/sandbox/api/organizations/washington")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"washington\",\"displayName\":\"Washington\"}"));
        api().get("/sandbox/api/organizations")
                .then()
                .statusCode(200)
                .body("value.id", contains("washington", "seattle"), "nextLink", nullValue());
        api().delete("/sandbox/api/organizations/seattle")
                .then()
                .statusCode(204)
                .body(emptyString());
        api().get("/sandbox/api/organizations/seattle").then().statusCode(404).body("error.code", is("NotFound"));
    }

    @Test
    void anErrorHasTheVendorsBodyAndHeader() {
        Response response = api().get("/sandbox/api/organizations/nowhere");

        String requestId = response.path("error.requestId");
        String time = response.path("error.time");
        assertThat(requestId).matches("[0-9a-z]{8}");
        assertThat(time).matches("[A-Z][a-z]{2}, \\d{2} [A-Z][a-z]{2} \\d{4} \\d{2}:\\d{2}:\\d{2} GMT");
        response.then()
                .statusCode(404)
                .header("x-ms-error-code", "NotFound")
                .header("Date", time)
                .body(
                        "error.message",
                        is("There is no organization 'nowhere'. You can contact support at"
                                + " https://aka.ms/iotcentral-support. Please include the following information. Request ID: "
                                + requestId + ", Time: " + time + "."));
    }

    @Test
    void aRequestWithoutATokenIsUnauthenticated() {
        given().queryParam("api-version", "2022-07-31")
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(401)
                .header("x-ms-error-code", "Unauthenticated")
                .body("error.code", is("Unauthenticated"));
    }

    @Test
    void aBearerTokenIsATokenToo() {
        given().queryParam("api-version", "1.1-preview")
                .header("Authorization", "Bearer e30.e30.c2ln")
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(200)
                .body(equalTo("{\"value\":[]}"));
    }

    @Test
    void aMissingApiVersionIsABadRequest() {
        given().header("Authorization", TOKEN)
                .get("/sandbox/api/organizations")
                .then()
                .statusCode(400)
                .body("error.code", is("BadRequest"), "error.message", containsString("api-version"));
    }

    @Test
    void aBodyThatIsNotJsonByItsTypeIsUnsupported() {
        api().contentType("text/plain")
                .body("{\"displayName\":\"A\"}")
                .put("/sandbox/api/organizations/aa")
                .then()
                .statusCode(415)
                .body("error.code", is("UnsupportedMediaType"));
    }

    @Test
    void aBodyOver64KibibytesIsTooLarge() {
        put("aa", "{\"displayName\":\"" + "x".repeat(64 * 1024) + "\"}")
                .statusCode(413)
                .header("x-ms-error-code", "RequestTooLarge")
                .body("error.code", is("RequestTooLarge"));
    }

    /** Who refuses it, and with which body, depends on the server's own limit. */
    @Test
    void aHugeBodyIsTooLargeToo() {
        put("aa", "{\"displayName\":\"" + "x".repeat(2 << 20) + "\"}").statusCode(413);
    }

    @Test
    void anotherMethodIsNotAllowed() {
        api().post("/sandbox/api/organizations/aa").then().statusCode(405).header("Allow", "GET, PUT, PATCH, DELETE");
        api().put("/sandbox/api/organizations").then().statusCode(405).header("Allow", "GET");
    }

    @Test
    void otherPathsOfTheApiDoNotExist() {
        api().get("/sandbox/api/devices").then().statusCode(404).body("error.code", is("NotFound"));
        api().get("/sandbox/api/organizations/aa/bb").then().statusCode(404);
    }

    @Test
    void aMoveToTheTopLevelRemovesTheParent() {
        put("above", "{\"displayName\":\"Above\"}").statusCode(200);
        put("below", "{\"displayName\":\"Below\",\"parent\":\"above\"}").statusCode(200);

        api().contentType("application/merge-patch+json")
                .body("{\"parent\":null}")
                .patch("/sandbox/api/organizations/below")
                .then()
                .statusCode(200)
                .body(equalTo("{\"id\":\"below\",\"displayName\":\"Below\"}"));
    }

    @Test
    void pagesAreLinkedAndEachLinkCanBeFollowedAsItIs() {
        limits("{\"requestsPerSecond\":0,\"pageSize\":2}").body("pageSize", is(2));
        List.of("aa", "bb", "cc")
                .forEach(id -> put(id, "{\"displayName\":\"X\"}").statusCode(200));

        Response first = api().get("/sandbox/api/organizations");
        assertThat(first.<List<String>>path("value.id")).containsExactly("aa", "bb");
        String next = first.path("nextLink");
        assertThat(next).startsWith(sandbox + "/api/organizations?api-version=2022-07-31&%24skiptoken=");
        given().urlEncodingEnabled(false)
                .header("Authorization", TOKEN)
                .get(next + "&api-version=2022-07-31")
                .then()
                .statusCode(200)
                .body("value.id", contains("cc"), "nextLink", nullValue());
    }

    @Test
    void overTheRateLimitRequestsAreTooMany() {
        limits("{\"requestsPerSecond\":1}");

        List<Integer> statuses = IntStream.range(0, 5)
                .mapToObj(i -> api().get("/sandbox/api/organizations").statusCode())
                .toList();

        assertThat(statuses).startsWith(200).contains(429);
        assertThat(control().<Integer>path("throttled")).isEqualTo((int)
                statuses.stream().filter(status -> status == 429).count());
    }

    @Test
    void theAnswerToTooManyRequestsSaysNothingAboutWaiting() {
        limits("{\"requestsPerSecond\":1}");

        Response throttled = IntStream.range(0, 5)
                .mapToObj(i -> api().get("/sandbox/api/organizations"))
                .filter(response -> response.statusCode() == 429)
                .findFirst()
                .orElseThrow();

        assertThat(throttled.header("Retry-After")).isNull();
        assertThat(throttled.header("x-ms-error-code")).isEqualTo("TooManyRequests");
        assertThat(throttled.<String>path("error.code")).isEqualTo("TooManyRequests");
    }

    @Test
    void theControlDeskCountsAndKeepsAJournal() {
        put("aa", "{\"displayName\":\"A\"}").statusCode(200);
        put("bb", "{\"displayName\":\"B\",\"parent\":\"nowhere\"}").statusCode(400);
        patch("aa", "{\"displayName\":\"AA\"}").statusCode(200);
        api().delete("/sandbox/api/organizations/aa").then().statusCode(204);

        control()
                .then()
                .body("organizations", is(List.of()), "accepted", is(3), "refused", is(1), "throttled", is(0))
                .body("requests", is(Map.of("list", 0, "get", 0, "create", 2, "update", 1, "delete", 1)))
                .body("limits", is(Map.of("requestsPerSecond", 0, "organizations", 200, "depth", 5)))
                .body("faults", is(List.of()), "journal", nullValue());
        given().get("/sandbox/control?journal=true")
                .then()
                .body("journal.sequence", contains(1, 2, 3))
                .body("journal.operation", contains("create", "update", "delete"))
                .body("journal.displayName", contains("A", "AA", null))
                .body("journal.time", everyItem(matchesPattern("\\d{4}-\\d\\d-\\d\\dT.*Z")));
        given().get("/sandbox/control?journalFrom=3")
                .then()
                .body("journal.sequence", contains(3), "journalNext", nullValue());
    }

    @Test
    void aStatusFaultStrikesAsOftenAsItShouldAndHasNoEffect() {
        faults("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":2,\"times\":1}]")
                .statusCode(200)
                .body("times", contains(1));

        put("aa", "{\"displayName\":\"A\"}")
                .statusCode(503)
                .header("Retry-After", "2")
                .header("x-ms-error-code", "ServiceUnavailable")
                .body("error.code", is("ServiceUnavailable"));
        control().then().body("organizations", is(List.of()), "requests.create", is(1), "faults", is(List.of()));
        put("aa", "{\"displayName\":\"A\"}").statusCode(200);
    }

    @Test
    void aSuccessThatIsAFaultHasNoBodyAndNoEffect() {
        faults("[{\"match\":\"*\",\"status\":201,\"times\":1}]");

        put("aa", "{\"displayName\":\"A\"}").statusCode(201).body(emptyString());
        api().get("/sandbox/api/organizations/aa").then().statusCode(404);
    }

    @Test
    void aResetClosesTheConnectionWithoutAnAnswer() {
        faults("[{\"match\":\"GET\",\"action\":\"reset\"}]");

        assertThatThrownBy(() -> getWithin(Duration.ofSeconds(10)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void aHangingRequestIsNeverAnswered() {
        faults("[{\"match\":\"GET /api/organizations\",\"action\":\"hang\"}]");

        assertThatThrownBy(() -> getWithin(Duration.ofMillis(150))).isInstanceOf(HttpTimeoutException.class);
        control().then().body("requests.list", is(1), "accepted", is(0));
    }

    @Test
    void garbageIsASuccessThatNobodyCanRead() {
        faults("[{\"match\":\"GET\",\"action\":\"garbage\"}]");

        Response response = api().get("/sandbox/api/organizations");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.contentType()).startsWith("application/json");
        assertThat(Json.read(response.asByteArray())).isEmpty();
    }

    @Test
    void aDelayedRequestGoesOnAfterwards() {
        faults("[{\"match\":\"PUT\",\"delayMs\":80}]").body("action", contains("continue"));

        Response response = api().contentType("application/json")
                .body("{\"displayName\":\"A\"}")
                .put("/sandbox/api/organizations/aa");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.time()).isGreaterThanOrEqualTo(80);
        api().get("/sandbox/api/organizations/aa").then().body("displayName", is("A"));
    }

    @Test
    void aWrongRuleIsAProblemWithASentenceAndTheOldRulesStay() {
        faults("[{\"match\":\"DELETE\",\"status\":500}]");

        faults("[{\"match\":\"PUT\",\"status\":503},{\"match\":\"PUT\",\"status\":700}]")
                .statusCode(400)
                .header("Content-Type", "application/problem+json")
                .body("status", is(400), "detail", is("rule 2: status must be 200 to 599, not 700"));
        control().then().body("faults.match", contains("DELETE"));
    }

    @Test
    void wrongLimitsAndJournalNumbersAreProblems() {
        limits("{\"depth\":0}").statusCode(400).body("detail", is("depth must be 1 or more, not 0"));
        given().get("/sandbox/control?journalFrom=x")
                .then()
                .statusCode(400)
                .body("detail", is("journalFrom must be a whole number, not 'x'"));
    }

    @Test
    void rulesAreReadWhateverTheClientCallsThem() {
        given().contentType("application/x-www-form-urlencoded")
                .body("[{\"match\":\"PUT\",\"status\":503}]")
                .put("/sandbox/control/faults")
                .then()
                .statusCode(200)
                .body("status", contains(503));
    }

    @Test
    void itIsTheDefaultApplicationOfThisProgram() {
        ConfigValue url = ConfigProvider.getConfig().getConfigValue("orgrelay.applications.default.url");

        assertThat(url.getValue()).matches("http://127\\.0\\.0\\.1:\\d+/sandbox");
        assertThat(url.getSourceOrdinal()).isEqualTo(SandboxAsApplication.ORDINAL);
    }

    @Test
    void anEmptySandboxHasTheVendorsLimits() {
        given().delete("/sandbox/control");

        control()
                .then()
                .body("limits", is(Map.of("requestsPerSecond", 20, "organizations", 200, "depth", 5)))
                .body("accepted", is(0), "refused", is(0), "throttled", is(0));
    }

    private HttpResponse<String> getWithin(Duration timeout) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(sandbox + "/api/organizations?api-version=2022-07-31"))
                .header("Authorization", TOKEN)
                .timeout(timeout)
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static RequestSpecification api() {
        return given().queryParam("api-version", "2022-07-31").header("Authorization", TOKEN);
    }

    private static ValidatableResponse put(String id, String body) {
        return api().contentType("application/json")
                .body(body)
                .put("/sandbox/api/organizations/" + id)
                .then();
    }

    private static ValidatableResponse patch(String id, String body) {
        return api().contentType("application/json")
                .body(body)
                .patch("/sandbox/api/organizations/" + id)
                .then();
    }

    private static ValidatableResponse faults(String rules) {
        return given().contentType("application/json")
                .body(rules)
                .put("/sandbox/control/faults")
                .then();
    }

    private static ValidatableResponse limits(String limits) {
        return given().contentType("application/json")
                .body(limits)
                .put("/sandbox/control/limits")
                .then();
    }

    private static Response control() {
        return given().get("/sandbox/control");
    }
}
