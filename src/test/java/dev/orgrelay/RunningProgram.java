package dev.orgrelay;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A process of the packaged program with little memory, as in a small container. */
final class RunningProgram implements AutoCloseable {

    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    private static final Path NATIVE = Path.of(System.getProperty("native.image.path", "none"));
    private static final Duration START = Duration.ofSeconds(60);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final int port;
    private final Process process;

    /** @param heap like {@code 128m} */
    RunningProgram(String name, String heap, Map<String, String> settings) throws IOException {
        port = freePort();
        List<String> command = new ArrayList<>();
        boolean isNative = Files.isExecutable(NATIVE);
        command.add(
                isNative
                        ? NATIVE.toString()
                        : Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString());
        command.addAll(List.of("-Xmx" + heap, "-Dquarkus.http.host=127.0.0.1", "-Dquarkus.http.port=" + port));
        settings.forEach((key, value) -> command.add("-D" + key + "=" + value));
        if (!isNative) {
            command.addAll(List.of(
                    "-Xms" + heap, "-XX:+AlwaysPreTouch", "-XX:+ExitOnOutOfMemoryError", "-jar", JAR.toString()));
        }
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", name + ".log").toFile())
                .start();
        await().atMost(START).ignoreExceptions().until(() -> get("/q/health/live") == 200);
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The processor time that it has used. */
    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What it has of the machine's memory; 0 where nobody tells. */
    long residentKilobytes() throws IOException {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        return Files.exists(status)
                ? Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("VmRSS:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                : 0;
    }

    int get(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.discarding()).statusCode();
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(30));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
