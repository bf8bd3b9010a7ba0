package dev.orgrelay.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A JVM of its own that listens on a port of the loopback interface. */
final class Program implements AutoCloseable {

    private static final long START_SECONDS = 60;

    private final String name;
    private final int port;
    private final Process process;

    private Program(String name, int port, Process process) {
        this.name = name;
        this.port = port;
        this.process = process;
    }

    /** Starts a class of the benchmark; its first argument is the port. */
    static Program ofClass(Class<?> main, String... arguments) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java();
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), Integer.toString(port)));
        command.addAll(List.of(arguments));
        return start(main.getSimpleName(), port, command);
    }

    /** Starts the packaged application. */
    static Program orgRelay(Path jar, int target) throws IOException, InterruptedException {
        int port = freePort();
        List<String> command = java();
        command.addAll(List.of(
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.log.file.enabled=false",
                "-Dorgrelay.applications.default.url=http://127.0.0.1:" + target,
                "-Dorgrelay.applications.default.api-token=SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000",
                "-Dorgrelay.applications.default.requests-per-second=1000000",
                "-Dorgrelay.sources.bench.format=cloudevents",
                "-Dorgrelay.sources.bench.authentication.scheme=github",
                "-Dorgrelay.sources.bench.authentication.secrets=" + SignedEvent.SECRET,
                "-jar",
                jar.toString()));
        return start("OrgRelay", port, command);
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    /** Processor time of the process so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Program start(String name, int port, List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Program program = new Program(name, port, process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        while (!program.listens()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                program.close();
                throw new IllegalStateException(name + " does not start");
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return program;
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static List<String> java() {
        return new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
