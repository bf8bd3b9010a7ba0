package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The function app is one that the Functions host starts; and what is no such app is recognised. */
class FunctionAppTest {

    private static final FunctionApp APP = FunctionApp.in(FunctionApp.SOURCE);
    private static final JsonNode LOCAL_SETTINGS = FunctionApp.read(FunctionApp.SOURCE.resolve("local.settings.json"));
    private static final HandlerPaths HANDLER = HandlerPaths.ofTheProgram();

    @Test
    void theHostStartsIt() {
        assertThat(new FunctionAppRules(local(), HANDLER).mistakesOf(APP)).isEmpty();
        assertThat(new FunctionAppRules(Bicep.appSettings(), HANDLER).mistakesOf(APP))
                .isEmpty();
    }

    @Test
    void everyFolderIsAFunctionOrTheInfrastructure() throws IOException {
        try (Stream<Path> folders = Files.list(FunctionApp.SOURCE).filter(Files::isDirectory)) {
            assertThat(folders.map(folder -> folder.getFileName().toString())
                            .filter(name -> !name.equals("infra") && !name.startsWith(".")))
                    .containsExactlyInAnyOrderElementsOf(APP.functions().keySet());
        }
    }

    @Test
    void oneFunctionTakesAllThatNeedsAKey() {
        Map<String, String> routes = new TreeMap<>();
        APP.functions().forEach((name, function) -> {
            if (FunctionApp.trigger(function).path("authLevel").asText().equals("function")) {
                routes.put(name, FunctionApp.route(name, function));
            }
        });
        assertThat(routes).containsExactly(Map.entry("operator", "{*path}"));
        assertThat(FunctionApp.trigger(APP.functions().get("operator")).path("methods"))
                .extracting(JsonNode::asText)
                .containsExactlyInAnyOrder("get", "post", "put", "patch", "delete");
    }

    @Test
    void theTimerIsMadeAgainWhenItFails() {
        JsonNode retry = APP.functions().get("reconcile").path("retry");

        assertThat(retry.path("strategy").asText()).isEqualTo("exponentialBackoff");
        assertThat(retry.path("maxRetryCount").asInt()).isPositive();
        assertThat(List.of(
                        retry.path("minimumInterval").asText(),
                        retry.path("maximumInterval").asText()))
                .allMatch(HostRules::isTimeSpan);
    }

    @Test
    void everyFunctionAndEverySettingOfHostJsonIsExplained() throws IOException {
        Set<String> explained = explained();
        assertThat(explained).containsAll(APP.functions().keySet());
        assertThat(settings("", APP.host())).allSatisfy(setting -> {
            int last = setting.lastIndexOf('.');
            assertThat(explained)
                    .as("the setting, its last part, or what it is part of")
                    .containsAnyOf(setting, setting.substring(last + 1), setting.substring(0, Math.max(0, last)));
        });
    }

    /** What stands in backquotes in the first cell of a row of a table. */
    private static Set<String> explained() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("docs", "azure.md"))) {
            return lines.filter(line -> line.startsWith("| `"))
                    .flatMap(row -> Pattern.compile("`\\.?([^`]+)`")
                            .matcher(row.split("\\|")[1])
                            .results())
                    .map(name -> name.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> settings(String prefix, JsonNode node) {
        if (!node.isObject()) {
            return List.of(prefix);
        }
        return node.properties().stream()
                .flatMap(each ->
                        settings(prefix.isEmpty() ? each.getKey() : prefix + "." + each.getKey(), each.getValue())
                                .stream())
                .toList();
    }

    @Test
    void theRoutePrefixIsThePathOfTheResources() throws IOException {
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(Path.of("src", "main", "resources", "application.properties"))) {
            properties.load(reader);
        }
        assertThat("/" + APP.routePrefix()).isEqualTo(properties.getProperty("quarkus.rest.path"));
    }

    @Test
    void theNativeBuildFindsWhatItReplacesInHostJson() throws IOException {
        String host = Files.readString(FunctionApp.SOURCE.resolve("host.json"));
        String pom = Files.readString(Path.of("pom.xml")).replace("&quot;", "\"");
        for (String token : List.of("\"java\"", "[\"-jar\", \"quarkus-app/quarkus-run.jar\"]")) {
            assertThat(host).containsOnlyOnce(token);
            assertThat(pom).contains("token=\"" + token + "\"");
        }
    }

    @Test
    void theJavaWorkersHostJsonIsOneThatTheHostTakes() {
        JsonNode host = FunctionApp.read(Path.of("src", "main", "java-worker", "host.json"));
        Mistakes mistakes = new Mistakes();
        new HostRules(mistakes).check(host);
        assertThat(mistakes.all()).isEmpty();
        assertThat(host.has("customHandler")).isFalse();
        assertThat(host.at("/extensions/http/routePrefix").asText()).isEqualTo(APP.routePrefix());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void everyMistakeIsFound(String expected, Consumer<ObjectNode> breakIt) {
        ObjectNode app = sample();
        breakIt.accept(app);
        TreeMap<String, JsonNode> functions = new TreeMap<>();
        app.path("functions").properties().forEach(each -> functions.put(each.getKey(), each.getValue()));
        HandlerPaths handler =
                new HandlerPaths(Set.of("note", "apply", "tick", "api"), Set.of("events", "organizations"));

        assertThat(new FunctionAppRules(Set.of("AzureWebJobsStorage__accountName"), handler)
                        .mistakesOf(new FunctionApp(app.path("host"), functions)))
                .containsExactly(expected.isEmpty() ? new String[0] : new String[] {expected});
    }

    static Stream<Arguments> everyMistakeIsFound() {
        return Stream.of(
                mistake("", app -> {}),
                mistake("host.json: version must be 2.0", app -> host(app).put("version", "1.0")),
                mistake("host.json: httpWorker is no setting", app -> host(app).putObject("httpWorker")),
                mistake(
                        "host.json: the bundle must be of version 4, the others are out of support",
                        app -> host(app).withObject("/extensionBundle").put("version", "[3.*, 4.0.0)")),
                mistake("host.json: functionTimeout must be written hours:minutes:seconds", app -> host(app)
                        .put("functionTimeout", "60s")),
                mistake(
                        "host.json: batchSize must be between 1 and 32",
                        app -> host(app).withObject("/extensions/queues").put("batchSize", 64)),
                mistake(
                        "host.json: messageEncoding must be base64, which Event Grid writes",
                        app -> host(app).withObject("/extensions/queues").put("messageEncoding", "none")),
                mistake(
                        "host.json: without enableProxyingHttpRequest bodies are changed and signatures do not fit any more",
                        app -> host(app).withObject("/customHandler").remove("enableProxyingHttpRequest")),
                mistake("host.json: the handler has no defaultExecutablePath", app -> host(app)
                        .withObject("/customHandler/description")
                        .remove("defaultExecutablePath")),
                mistake(
                        "host.json: without a routePrefix outsiders reach the paths of the other functions",
                        app -> host(app).withObject("/extensions/http").put("routePrefix", "")),
                mistake("api: outsiders reach its path, since it is the routePrefix", app -> functions(app)
                        .set("api", functions(app).get("note").deepCopy())),
                mistake("note: unknown binding type 'eventgridtrigger'", app -> {
                    binding(app, "note", 0).put("type", "eventgridtrigger");
                    functions(app)
                            .withObject("/note")
                            .withArray("bindings")
                            .add(functions(app).at("/tick/bindings/0").deepCopy());
                }),
                mistake(
                        "note: it must have one trigger, but has 0",
                        app -> functions(app).withObject("/note").putArray("bindings")),
                mistake("apply: direction must be in, out or inout", app -> binding(app, "apply", 0)
                        .remove("direction")),
                mistake("note: a binding has no name, or none that fits", app -> binding(app, "note", 0)
                        .remove("name")),
                mistake("events: two bindings are named request", app -> binding(app, "events", 1)
                        .put("name", "request")),
                mistake(
                        "apply: retry has no effect on this trigger",
                        app -> functions(app).withObject("/apply").putObject("retry")),
                mistake(
                        "organizations: the route events/{*} is already that of events",
                        app -> binding(app, "organizations", 0).put("route", "events/{*rest}")),
                mistake(
                        "organizations: authLevel must be anonymous, function or admin",
                        app -> binding(app, "organizations", 0).put("authLevel", "key")),
                mistake("organizations: methods must be methods, in lower case", app -> binding(app, "organizations", 0)
                        .putArray("methods")
                        .add("GET")),
                mistake("organizations: nothing answers at /api/organisations", app -> binding(app, "organizations", 0)
                        .put("route", "organisations/{*path}")),
                mistake("organizations: whoever calls it has to bring a key", app -> binding(app, "organizations", 0)
                        .put("authLevel", "anonymous")),
                mistake("", app -> binding(app, "organizations", 0).put("route", "{*path}")),
                mistake("other: there is no Funqy function of this name", app -> functions(app)
                        .set("other", functions(app).get("note").deepCopy())),
                mistake("apply: '' is no name of a queue", app -> binding(app, "apply", 0)
                        .remove("queueName")),
                mistake("apply: 'Changes' is no name of a queue", app -> binding(app, "apply", 0)
                        .put("queueName", "Changes")),
                mistake(
                        "apply: there is no app setting for the connection ChangeStorage",
                        app -> binding(app, "apply", 0).put("connection", "ChangeStorage")),
                mistake("tick: '' is no schedule", app -> binding(app, "tick", 0)
                        .remove("schedule")),
                mistake("tick: 'every hour' is no schedule", app -> binding(app, "tick", 0)
                        .put("schedule", "every hour")),
                mistake(
                        "tick: there is no app setting SCHEDULE, which %SCHEDULE% needs",
                        app -> binding(app, "tick", 0).put("schedule", "%SCHEDULE%")));
    }

    private static Arguments mistake(String expected, Consumer<ObjectNode> breakIt) {
        return Arguments.of(expected, breakIt);
    }

    private static ObjectNode sample() {
        return (ObjectNode) FunctionApp.parse("""
                {"host": {"version": "2.0", "extensionBundle": {"id": "b", "version": "[4.*, 5.0.0)"},
                          "functionTimeout": "00:01:00", "extensions": {"http": {"routePrefix": "api"}},
                          "customHandler": {"enableProxyingHttpRequest": true, "description": {"defaultExecutablePath": "h"}}},
                 "functions": {
                   "note": {"bindings": [{"type": "eventGridTrigger", "direction": "in", "name": "event"}]},
                   "apply": {"bindings": [{"type": "queueTrigger", "direction": "in", "name": "change", "queueName": "changes"}]},
                   "tick": {"bindings": [{"type": "timerTrigger", "direction": "in", "name": "timer", "schedule": "0 0 * * * *"}]},
                   "events": {"bindings": [
                     {"type": "httpTrigger", "direction": "in", "name": "request", "authLevel": "anonymous",
                      "methods": ["get", "post"], "route": "events/{*path}"},
                     {"type": "http", "direction": "out", "name": "response"}]},
                   "organizations": {"bindings": [
                     {"type": "httpTrigger", "direction": "in", "name": "request", "authLevel": "function",
                      "methods": ["get"], "route": "organizations/{*path}"},
                     {"type": "http", "direction": "out", "name": "response"}]}}}
                """);
    }

    private static ObjectNode host(ObjectNode app) {
        return app.withObject("/host");
    }

    private static ObjectNode functions(ObjectNode app) {
        return app.withObject("/functions");
    }

    private static ObjectNode binding(ObjectNode app, String function, int index) {
        ArrayNode bindings = functions(app).withObject("/" + function).withArray("bindings");
        return (ObjectNode) bindings.get(index);
    }

    private static Set<String> local() {
        Set<String> names = new HashSet<>();
        LOCAL_SETTINGS.path("Values").fieldNames().forEachRemaining(names::add);
        return names;
    }
}
