package dev.orgrelay.sandbox;

import static dev.orgrelay.sandbox.SandboxClient.api;
import static dev.orgrelay.sandbox.SandboxClient.control;
import static dev.orgrelay.sandbox.SandboxClient.faults;
import static dev.orgrelay.sandbox.SandboxClient.limits;
import static dev.orgrelay.sandbox.SandboxClient.patch;
import static dev.orgrelay.sandbox.SandboxClient.put;
import static dev.orgrelay.sandbox.SandboxClient.reset;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.ConfigValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SandboxControlHttpTest {

    @BeforeEach
    void beginEmptyAndWithoutARateLimit() {
        reset().statusCode(204).body(emptyString());
        limits("{\"requestsPerSecond\":0}").statusCode(200);
    }

    @AfterEach
    void leaveNothing() {
        reset().statusCode(204);
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
}
