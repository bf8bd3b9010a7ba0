package dev.orgrelay.chaos;

import dev.orgrelay.PackagedApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** The packaged application with a clock that a test moves, in all processes at once, and which looks every second for what is due. */
final class MovedTime {

    private static final String CLASS = "dev/orgrelay/Clocks.class";
    private static final String SOURCE = """
            package dev.orgrelay;

            import dev.orgrelay.central.Scheduler;
            import jakarta.enterprise.inject.Produces;
            import jakarta.inject.Singleton;
            import java.nio.file.Files;
            import java.nio.file.Path;
            import java.time.Clock;
            import java.time.Duration;
            import java.time.Instant;
            import java.time.ZoneId;
            import java.time.ZoneOffset;

            final class Clocks {

                @Produces
                @Singleton
                Clock clock() {
                    return new Clock() {
                        private final Path file = Path.of(System.getProperty("ahead"));
                        private volatile Duration ahead = Duration.ZERO;
                        private volatile long readAt = System.nanoTime() - 1_000_000_000L;

                        @Override
                        public Instant instant() {
                            if (System.nanoTime() - readAt > 50_000_000L) {
                                try {
                                    ahead = Duration.parse(Files.readString(file));
                                } catch (java.io.IOException | java.time.DateTimeException e) {
                                    // it is being written
                                }
                                readAt = System.nanoTime();
                            }
                            return Instant.now().plus(ahead);
                        }

                        @Override
                        public ZoneId getZone() {
                            return ZoneOffset.UTC;
                        }

                        @Override
                        public Clock withZone(ZoneId zone) {
                            return this;
                        }
                    };
                }

                @Produces
                @Singleton
                Scheduler scheduler() {
                    return new Scheduler() {
                        @Override
                        public Runnable after(Duration wait, Runnable task) {
                            boolean isLook = wait.equals(Duration.ofSeconds(30));
                            return Scheduler.ON_WORKERS.after(isLook ? Duration.ofSeconds(1) : wait, task);
                        }

                        @Override
                        public long nanoTime() {
                            return Scheduler.ON_WORKERS.nanoTime();
                        }
                    };
                }
            }
            """;

    private final Path application;
    private final Path file;

    MovedTime(Path folder) throws IOException {
        application = folder.resolve("quarkus-app");
        file = folder.resolve("ahead");
        Files.writeString(file, Duration.ZERO.toString());
        copy(PackagedApplication.JAR.getParent(), application);
        Path classes = compiled(folder);
        try (Stream<Path> jars = Files.list(application.resolve("app"))) {
            for (Path jar :
                    jars.filter(path -> path.toString().endsWith(".jar")).toList()) {
                replace(jar, classes);
            }
        }
    }

    /** What to start. */
    Path jar() {
        return application.resolve("quarkus-run.jar");
    }

    String setting() {
        return "-Dahead=" + file.toAbsolutePath();
    }

    /** From now on it is {@code time}, and goes on from there. */
    void moveTo(Instant time) throws IOException {
        Path next = Files.writeString(
                file.resolveSibling("next"),
                Duration.between(Instant.now(), time).toString());
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Path compiled(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("Clocks.java"), SOURCE);
        Path classes = Files.createDirectories(folder.resolve("classes"));
        int result = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        if (result != 0) {
            throw new IllegalStateException("the clock cannot be compiled");
        }
        return classes;
    }

    private static void replace(Path jar, Path classes) throws IOException {
        try (FileSystem content = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
            if (Files.exists(content.getPath(CLASS))) {
                try (Stream<Path> compiled = Files.list(classes.resolve(CLASS).getParent())) {
                    for (Path type : compiled.toList()) {
                        Files.copy(
                                type,
                                content.getPath(CLASS)
                                        .resolveSibling(type.getFileName().toString()),
                                StandardCopyOption.REPLACE_EXISTING);
                    }
                }
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> found = Files.walk(from)) {
            all = found.toList();
        }
        for (Path path : all) {
            try {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
