package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.orgrelay.http.TestEvents;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The function app of the profile {@code java-worker}. Only there: nothing else builds it. */
class JavaWorkerIT {

    private static final Path STAGED = Path.of(System.getProperty("function-app.directory"));
    private static final String KEY = "local-development-only";

    /** The sandbox is reached by HTTP, and there is no port here. */
    private final Map<String, byte[]> organizations = new ConcurrentHashMap<>();

    private HttpServer application;

    @BeforeEach
    void startAnApplication() throws IOException {
        application = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        application.createContext("/api/organizations/", this::organization);
        application.start();
    }

    @AfterEach
    void stopTheApplication() {
        application.stop(0);
    }

    private void organization(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("PUT")) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String id = path.substring(path.lastIndexOf('/') + 1);
            organizations.put(
                    path, body.replaceFirst("\\{", "{\"id\":\"" + id + "\",").getBytes(StandardCharsets.UTF_8));
        }
        byte[] found = organizations.getOrDefault(path, new byte[0]);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(found.length == 0 ? 404 : 200, found.length == 0 ? -1 : found.length);
        exchange.getResponseBody().write(found);
        exchange.close();
    }

    @Test
    void itIsOneHttpFunctionBehindThePrefix() {
        FunctionApp app = FunctionApp.in(STAGED);
        JsonNode function = app.functions().get("QuarkusHttp");

        assertThat(app.functions()).hasSize(1);
        assertThat(FunctionApp.route("QuarkusHttp", function)).isEqualTo("{*path}");
        assertThat(STAGED.resolve("QuarkusHttp")
                        .resolve(function.path("scriptFile").asText()))
                .exists();
        assertThat(app.host()).isEqualTo(FunctionApp.read(Path.of("src", "main", "java-worker", "host.json")));
        assertThat(STAGED.resolve("quarkus-app")).doesNotExist();
    }

    @Test
    void theWorkerGetsTheSameAnswersAsAnybodyElse() throws Exception {
        String event = TestEvents.created("worker", "Über den Worker", null);
        List<String> answers = call(
                List.of("POST", "https://relay.example/api/events", event, KEY),
                List.of("POST", "https://relay.example/api/events", event, KEY),
                List.of("GET", "https://relay.example/api/organizations/worker", "", KEY),
                List.of("GET", "https://relay.example/api/organizations/worker", "", "wrong"),
                List.of("POST", "https://relay.example/api/eventgrid", "{}", KEY));

        assertThat(answers).hasSize(5);
        assertThat(answers.get(0)).startsWith("200 ").contains("\"outcome\":\"applied\"");
        assertThat(answers.get(1)).startsWith("200 ").contains("\"outcome\":\"duplicate\"");
        assertThat(answers.get(2)).startsWith("200 ").contains("Über den Worker");
        assertThat(answers.get(3)).startsWith("401 ");
        assertThat(answers.get(4)).startsWith("404 ");
    }

    @SafeVarargs
    private List<String> call(List<String>... requests) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-cp",
                classPath(),
                JavaWorker.class.getName()));
        for (List<String> request : requests) {
            command.addAll(request);
        }
        Path output = STAGED.resolveSibling("java-worker.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        FunctionApp.read(STAGED.resolve("local.settings.json"))
                .path("Values")
                .properties()
                .forEach(setting -> builder.environment()
                        .put(setting.getKey(), setting.getValue().asText()));
        builder.environment()
                .put(
                        "ORGRELAY_APPLICATIONS_DEFAULT_URL",
                        "http://127.0.0.1:" + application.getAddress().getPort());
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process worker = builder.start();
        assertThat(worker.waitFor(90, TimeUnit.SECONDS))
                .as("it ends; see %s", output)
                .isTrue();
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .filter(line -> line.startsWith("ANSWER "))
                .map(line -> line.substring("ANSWER ".length()))
                .toList();
    }

    private static String classPath() {
        String jar = FunctionApp.in(STAGED)
                .functions()
                .get("QuarkusHttp")
                .path("scriptFile")
                .asText();
        return String.join(
                File.pathSeparator,
                STAGED.resolve("QuarkusHttp").resolve(jar).normalize().toString(),
                STAGED.resolve("lib") + File.separator + "*",
                librariesOfTheWorker(),
                Path.of("target", "test-classes").toAbsolutePath().toString());
    }

    /** The worker has them, so they are not staged. */
    private static String librariesOfTheWorker() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> Path.of(entry).getFileName().toString().startsWith("azure-functions-java-"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
