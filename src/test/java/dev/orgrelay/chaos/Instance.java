package dev.orgrelay.chaos;

import dev.orgrelay.PackagedApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process of the packaged application, on a port of its own, that can be killed and started again. */
final class Instance implements AutoCloseable {

    private static final List<String> SMALL = List.of("-Xmx192m");

    private final String name;
    private final Path jar;
    private final int port;
    private final Map<String, String> environment;
    private final List<String> settings;
    private Process process;
    private volatile boolean isUp;

    Instance(String name, Map<String, String> environment, List<String> settings) {
        this(name, PackagedApplication.JAR, environment, settings);
    }

    Instance(String name, Path jar, Map<String, String> environment, List<String> settings) {
        this.jar = jar;
        this.name = name;
        this.port = freePort();
        this.environment = environment;
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    synchronized void start() {
        ProcessBuilder builder = PackagedApplication.with(jar, SMALL, settings)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        Path.of("target", "chaos-" + name + ".log").toFile()));
        builder.environment().putAll(environment);
        builder.environment().put("FUNCTIONS_CUSTOMHANDLER_PORT", Integer.toString(port));
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it answers by now. */
    boolean isReady() {
        isUp = Http.status(url() + "/q/health/live") == 200;
        return isUp;
    }

    /** Whether it answered once it was started, and was not killed since. */
    boolean isUp() {
        return isUp;
    }

    /** With SIGKILL: it has no time for anything. */
    synchronized void kill() {
        isUp = false;
        if (process != null) {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() {
        kill();
    }

    private static int freePort() {
        try {
            return PackagedApplication.freePort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
