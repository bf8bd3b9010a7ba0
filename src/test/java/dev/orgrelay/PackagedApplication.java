package dev.orgrelay;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How the packaged application is started: the native executable where one was built, else the jar on this JVM. */
public final class PackagedApplication {

    /** Of the JVM. */
    public static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

    /** No process lives long enough for code that is compiled better, or for a collector with threads of its own. */
    private static final List<String> SHORT_LIVED = List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

    private static final Path NATIVE = Path.of(System.getProperty("native.image.path", "none"));

    private PackagedApplication() {}

    public static boolean isNative() {
        return Files.isExecutable(NATIVE);
    }

    /**
     * A process that is about to start.
     *
     * @param jvmOptions only for a JVM
     * @param settings such as {@code -Dquarkus.http.port=8080}
     */
    public static ProcessBuilder with(List<String> jvmOptions, List<String> settings) {
        return with(JAR, jvmOptions, settings);
    }

    /** The same of another build, whose jar this is. */
    public static ProcessBuilder with(Path jar, List<String> jvmOptions, List<String> settings) {
        List<String> command = new ArrayList<>();
        if (isNative()) {
            command.add(NATIVE.toString());
            command.addAll(settings);
        } else {
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(SHORT_LIVED);
            command.addAll(jvmOptions);
            command.addAll(settings);
            command.addAll(List.of("-jar", jar.toString()));
        }
        return new ProcessBuilder(command).redirectErrorStream(true);
    }

    /** A port of the loopback interface that nobody listens on. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
