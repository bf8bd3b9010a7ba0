package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.http.TestEvents;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The staged function app does what the Functions host wants of it, whichever functions are in it, and again after it was killed. */
class FunctionAppIT {

    private static final Path STAGED = Path.of(System.getProperty("function-app.directory"));
    private static final StagedHandler HANDLER = new StagedHandler(STAGED);
    private static final String KEY = "local-development-only";

    @BeforeAll
    static void start() throws IOException {
        HANDLER.start();
    }

    @AfterAll
    static void stop() throws InterruptedException {
        HANDLER.kill();
    }

    @Test
    void everyFunctionIsStaged() {
        assertThat(HANDLER.app().functions())
                .isEqualTo(FunctionApp.in(FunctionApp.SOURCE).functions());
    }

    @ParameterizedTest
    @MethodSource
    void theHostGetsAnAnswerThatItUnderstands(String function) throws Exception {
        HttpResponse<String> answer = invoke(function, TestEvents.created("it-" + function, "Called", null));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(FunctionApp.parse(answer.body()).isObject())
                .as("an object, since the host waits for the rest of anything else: %s", answer.body())
                .isTrue();
    }

    static Stream<String> theHostGetsAnAnswerThatItUnderstands() {
        return functions(function -> !RouteRules.isHttp(function));
    }

    @Test
    void anEventOfTheTriggerIsApplied() throws Exception {
        HttpResponse<String> answer = invoke("eventgrid", TestEvents.created("it-event", "From the trigger", null));

        assertThat(FunctionApp.parse(answer.body()).at("/Logs/0").asText()).isEqualTo("applied create");
        assertThat(organization("it-event").body()).contains("From the trigger");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/organizations",
                "GET /api/dead-letters",
                "GET /api/deliveries",
                "GET /api/status",
                "GET /api/sources",
                "GET /api/presets",
                "POST /api/plan",
                "POST /api/reconcile"
            })
    void whatNeedsAKeyAtTheHostNeedsOneHereToo(String request) throws Exception {
        String method = request.substring(0, request.indexOf(' '));
        String path = request.substring(request.indexOf(' ') + 1);

        assertThat(HANDLER.proxy(method, path, "").statusCode()).isEqualTo(401);
        assertThat(HANDLER.proxy(method, path, "", "x-functions-key", KEY).statusCode())
                .isNotIn(401, 403, 404)
                .isLessThan(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/health/live",
                "/api/health/ready",
                "/api/openapi",
                "/api/console/",
                "/api/console/lib/lit-html.js"
            })
    void whatEverybodyMaySeeNeedsNone(String path) throws Exception {
        assertThat(HANDLER.proxy("GET", path, "").statusCode()).isEqualTo(200);
    }

    /** Each by a request that its own answer tells from that of a path that nobody answers. */
    @ParameterizedTest
    @CsvSource({
        "events, POST, /api/events, 401, problem+json",
        "scim, GET, /api/scim/nobody/Groups, 404, json",
        "health, GET, /api/health/live, 200, json",
        "openapi, GET, /api/openapi, 200, ''",
        "operator, GET, /api/status, 401, problem+json"
    })
    void theRouteOfEveryFunctionLeadsToItsPath(String function, String method, String path, int status, String type)
            throws Exception {
        assertThat(HANDLER.app().functionOf(method, path)).contains(function);

        HttpResponse<String> answer = HANDLER.proxy(method, path, "");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).contains(type);
    }

    @Test
    void aProxiedEventIsAppliedIfItsSecretIsRight() throws Exception {
        String event = TestEvents.created("it-proxied", "Proxied", null);

        assertThat(post(event, "wrong").statusCode()).isEqualTo(401);
        assertThat(post(event, KEY).body()).contains("\"outcome\":\"applied\"");
        assertThat(organization("it-proxied").statusCode()).isEqualTo(200);
    }

    @Test
    void outsidersDoNotReachTheFunctions() throws Exception {
        for (String function : theHostGetsAnAnswerThatItUnderstands().toList()) {
            assertThat(HANDLER.proxy("POST", "/api/" + function, "{}").statusCode())
                    .as(function)
                    .isIn(401, 404, 405);
        }
    }

    @Test
    void itWorksAgainAfterItWasKilled() throws Exception {
        HANDLER.kill();
        HANDLER.start();

        assertThat(post(TestEvents.created("it-again", "Again", null), KEY).body())
                .contains("\"outcome\":\"applied\"");
        assertThat(invoke("eventgrid", TestEvents.renamed("it-again", "Renamed"))
                        .statusCode())
                .isEqualTo(200);
    }

    private static HttpResponse<String> invoke(String function, String message) throws Exception {
        JsonNode trigger = FunctionApp.trigger(HANDLER.app().functions().get(function));
        return HANDLER.invoke(function, Envelopes.of(trigger, message));
    }

    private static HttpResponse<String> post(String event, String secret) throws Exception {
        return HANDLER.proxy(
                "POST", "/api/events", event, "Content-Type", "application/cloudevents+json", "x-api-key", secret);
    }

    private static HttpResponse<String> organization(String id) throws Exception {
        return HANDLER.proxy("GET", "/api/organizations/" + id, "", "x-functions-key", KEY);
    }

    private static Stream<String> functions(Predicate<JsonNode> which) {
        return HANDLER.app().functions().entrySet().stream()
                .filter(function -> which.test(function.getValue()))
                .map(Map.Entry::getKey);
    }
}
