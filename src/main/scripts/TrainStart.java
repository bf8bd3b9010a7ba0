import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Starts the packaged application once, lets it apply one event in its sandbox, and has the JVM write down what it learnt, so that later starts need
 * not learn it again: an AOT cache from JDK 25 on, an archive of classes before.
 *
 * <p>{@code java src/main/scripts/TrainStart.java target/quarkus-app} writes {@code app.aot} or {@code app.jsa} there. It belongs to exactly this JDK and
 * these jars, their times included.
 */
class TrainStart {

    private static final int FIRST_WITH_AOT_CACHE = 25;
    private static final int SECONDS_TO_START = 120;
    private static final int SECONDS_TO_WRITE = 180;
    private static final String EVENT = """
            {"specversion":"1.0","id":"training","source":"/training","type":"training.organization.created",
             "time":"2026-01-01T00:00:00Z","data":{"id":"training","displayName":"Training"}}""";

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path directory = Path.of(arguments.length == 0 ? "target/quarkus-app" : arguments[0])
                .toAbsolutePath();
        boolean hasAotCache = Runtime.version().feature() >= FIRST_WITH_AOT_CACHE;
        String file = hasAotCache ? "app.aot" : "app.jsa";
        Files.deleteIfExists(directory.resolve(file));
        int port = freePort();
        Process application = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        (hasAotCache ? "-XX:AOTCacheOutput=" : "-XX:ArchiveClassesAtExit=") + file,
                        "-Dorgrelay.sandbox.enabled=true",
                        "-Dorgrelay.sources.default.authentication.scheme=dangerous-none",
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + port,
                        "-jar",
                        // with its directory, else what is written fits no start from another one
                        directory.resolve("quarkus-run.jar").toString())
                .directory(directory.toFile())
                .inheritIO()
                .start();
        try {
            train(URI.create("http://127.0.0.1:" + port), application);
        } finally {
            application.destroy();
            if (!application.waitFor(SECONDS_TO_WRITE, TimeUnit.SECONDS)) {
                application.destroyForcibly();
            }
        }
        tell(directory, file, hasAotCache ? "-XX:AOTCache=" : "-XX:SharedArchiveFile=");
    }

    private static void train(URI application, Process process) throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        HttpRequest event = HttpRequest.newBuilder(application.resolve("/api/events"))
                .header("Content-Type", "application/cloudevents+json")
                .POST(BodyPublishers.ofString(EVENT))
                .build();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_START);
        while (true) {
            try {
                int status = client.send(event, BodyHandlers.discarding()).statusCode();
                if (status == 200) {
                    return;
                }
                throw new IllegalStateException("the event was answered with " + status);
            } catch (IOException notYet) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }
    }

    private static void tell(Path directory, String file, String option) throws IOException {
        if (Files.notExists(directory.resolve(file))) {
            throw new IllegalStateException("the JVM wrote no " + file + "; see above");
        }
        System.out.printf(
                "wrote %s, %d MB%nnow start it there with: java %s -jar quarkus-run.jar%n",
                directory.resolve(file), Files.size(directory.resolve(file)) >> 20, option + file);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
