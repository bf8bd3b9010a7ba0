package dev.orgrelay;

import dev.orgrelay.cli.Cli;
import dev.orgrelay.cli.Terminal;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.logging.Handler;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.handlers.ConsoleHandler;

/**
 * Writes the log, and what stops the start, in UTF-8. A JVM asks the locale, and where none is set, as in containers and under a Functions host, it would
 * write {@code ?} for every letter beyond ASCII.
 */
final class ConsoleEncoding {

    void apply(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start, LaunchMode mode) {
        if (mode == LaunchMode.NORMAL) { // who develops has a terminal, and a locale
            System.setErr(new PrintStream(System.err, true, StandardCharsets.UTF_8));
            writeUtf8(LogContext.getLogContext().getLogger("").getHandlers());
        }
    }

    /** Writes what stops the start, where there may be no log yet. */
    static void tell(String text) {
        new PrintStream(System.err, true, StandardCharsets.UTF_8).println(text);
    }

    /**
     * Carries out a command where it was called.
     *
     * @return its exit code
     */
    static int run(String... args) {
        System.setProperty("jdk.console", "java.base"); // others claim a terminal where there is none
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        return Cli.run(args, System.getenv(), new Terminal(System.in, out, err, System.console() != null));
    }

    private static void writeUtf8(Handler... handlers) {
        for (Handler handler : handlers) {
            if (handler instanceof ConsoleHandler console) {
                console.setCharset(StandardCharsets.UTF_8);
            } else if (handler instanceof ExtHandler others) {
                writeUtf8(others.getHandlers());
            }
        }
    }
}
