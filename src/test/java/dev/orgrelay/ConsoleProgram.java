package dev.orgrelay;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program with the sandbox, two keys and some senders, for people who look at its console. */
final class ConsoleProgram implements AutoCloseable {

    static final String OPERATOR = "a key of the operator";
    static final String READER = "a key of the reader";
    static final String MAPPING = """
        body.{
          "operation": op,
          "id": id,
          "displayName": name,
          "parent": parent,
          "eventId": event,
          "occurredAt": at
        }\
        """;

    private static final String SECRET = "a-secret-of-a-source";
    private static final String TOKEN = "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000";

    private final int port = PackagedApplication.freePort();
    private final Process process;

    /** @param settings in place of the usual ones, such as {@code orgrelay.console=off} */
    ConsoleProgram(Path log, String... settings) throws IOException {
        List<String> all = new ArrayList<>(List.of(
                "quarkus.http.host=127.0.0.1",
                "quarkus.http.port=" + port,
                "orgrelay.operator-key=" + OPERATOR,
                "orgrelay.reader-key=" + READER,
                "orgrelay.sandbox.enabled=true",
                "orgrelay.applications.default.url=" + url() + "sandbox",
                "orgrelay.applications.default.api-token=" + TOKEN,
                "orgrelay.applications.default.requests-per-second=1000",
                "orgrelay.applications.east.url=http://127.0.0.1:1",
                "orgrelay.applications.east.api-token=" + TOKEN,
                "orgrelay.applications.east.retry-for=200ms",
                "orgrelay.sources.far.application=east",
                "orgrelay.sources.limited.operations=create"));
        Stream.of("hr", "letters", "limited", "far")
                .flatMap(source -> Map.of(
                                "format", "json",
                                "mapping", MAPPING,
                                "authentication.scheme", "header",
                                "authentication.header", "x-api-key",
                                "authentication.secrets", SECRET)
                        .entrySet()
                        .stream()
                        .map(setting ->
                                "orgrelay.sources." + source + "." + setting.getKey() + "=" + setting.getValue()))
                .forEach(all::add);
        all.addAll(List.of(settings));
        process = PackagedApplication.with(
                        List.of("-Xmx256m"), all.stream().map(one -> "-D" + one).toList())
                .redirectOutput(log.toFile())
                .start();
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> given().get(url() + "q/health/live").statusCode() == 200);
        given().contentType("application/json")
                .body("{\"requestsPerSecond\":1000,\"organizations\":200,\"depth\":5}")
                .put(url() + "sandbox/control/limits");
    }

    String url() {
        return "http://127.0.0.1:" + port + "/";
    }

    RequestSpecification operator() {
        return given().port(port).header("x-functions-key", OPERATOR).contentType("application/json");
    }

    /** An event of {@code source}: the organization is like this. */
    Response tell(String source, String id, String name, String parent) {
        return send(
                source,
                "{\"op\":\"upsert\",\"id\":\"%s\",\"name\":\"%s\",\"parent\":%s,\"event\":\"%s-%d\"}"
                        .formatted(id, name, parent == null ? null : "\"" + parent + "\"", id, System.nanoTime()));
    }

    Response send(String source, String body) {
        return given().port(port)
                .header("x-api-key", SECRET)
                .contentType("application/json")
                .body(body)
                .post("/api/events/" + source);
    }

    /** IoT Central refuses what begins so. */
    void refuses(String path) {
        faults("[{\"match\":\"" + path + "\",\"status\":422}]");
    }

    void refusesNothing() {
        faults("[]");
    }

    private void faults(String rules) {
        given().contentType("application/json").body(rules).put(url() + "sandbox/control/faults");
    }

    String state(String application) {
        return operator()
                .get("/api/status")
                .jsonPath()
                .getString("applications.find { it.name == '" + application + "' }.state");
    }

    List<String> ids(String path) {
        return operator().get(path).jsonPath().getList("value.id");
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
