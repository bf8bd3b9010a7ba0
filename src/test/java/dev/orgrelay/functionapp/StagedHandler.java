package dev.orgrelay.functionapp;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The custom handler of a staged function app, started and called as the Functions host does it. */
final class StagedHandler {

    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(25);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final Path folder;
    private final FunctionApp app;
    private Process process;
    private int port;

    StagedHandler(Path folder) {
        this.folder = folder;
        this.app = FunctionApp.in(folder);
    }

    FunctionApp app() {
        return app;
    }

    /** Starts it on a free port, with the local app settings, and waits until it answers anything at all. */
    void start() throws IOException {
        port = freePort();
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolveSibling("handler.log").toFile());
        builder.environment().putAll(environment());
        process = builder.start();
        Awaitility.await("an answer of the handler")
                .atMost(START_LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(BETWEEN_PROBES)
                .until(this::answers);
    }

    private List<String> command() {
        JsonNode description = app.host().at("/customHandler/description");
        List<String> command = new ArrayList<>();
        String executable = description.path("defaultExecutablePath").asText();
        Path own = folder.resolve(executable);
        command.add(own.toFile().exists() ? own.toAbsolutePath().toString() : executable);
        description.path("arguments").forEach(argument -> command.add(argument.asText()));
        return command;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new java.util.HashMap<>();
        JsonNode settings =
                FunctionApp.read(folder.resolve("local.settings.json")).path("Values");
        settings.properties()
                .forEach(setting ->
                        environment.put(setting.getKey(), setting.getValue().asText()));
        environment.put("FUNCTIONS_CUSTOMHANDLER_PORT", String.valueOf(port));
        environment.put("FUNCTIONS_HTTPWORKER_PORT", String.valueOf(port));
        environment.put("FUNCTIONS_CUSTOMHANDLER_WORKER_ID", UUID.randomUUID().toString());
        environment.put("FUNCTIONS_APP_ROOT_PATH", folder.toAbsolutePath().toString());
        environment.put("PATH", Path.of(System.getProperty("java.home"), "bin") + ":" + System.getenv("PATH"));
        return environment;
    }

    private boolean answers() throws InterruptedException {
        if (!process.isAlive()) {
            throw new IllegalStateException("the handler ended with " + process.exitValue() + "; see handler.log");
        }
        try {
            client.send(request("/").GET().build(), BodyHandlers.discarding());
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Calls a function that is no HTTP function. */
    HttpResponse<String> invoke(String function, String envelope) throws IOException, InterruptedException {
        return client.send(
                request("/" + function)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .POST(BodyPublishers.ofString(envelope))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Passes on a request of a client. {@code headers} are names and values in turn. */
    HttpResponse<String> proxy(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path).method(method, BodyPublishers.ofString(body));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30))
                .header("X-Azure-Functions-InvocationId", UUID.randomUUID().toString())
                .header("X-Azure-Functions-HostVersion", "4.0.0");
    }

    /** SIGKILL, as when the host restarts it. */
    void kill() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly();
            process.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
