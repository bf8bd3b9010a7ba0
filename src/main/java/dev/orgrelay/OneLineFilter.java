package dev.orgrelay;

import dev.orgrelay.organization.Text;
import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets libraries tell on one line what came from outside: an envelope that cannot be read, a collector that cannot be reached. The stack trace would be
 * that of the library, whatever the reason; the reason itself stays.
 *
 * <p>{@code quarkus.log.console.filter} names it.
 */
@LoggingFilter(name = "one-line")
public final class OneLineFilter implements Filter {

    /** With what is below them. */
    private static final List<String> LOGGERS = List.of("io.quarkus.funqy", "io.opentelemetry");

    private static final int LONGEST_REASON = 200;

    @Override
    public boolean isLoggable(LogRecord line) {
        if (line.getThrown() != null && isOfLibrary(line.getLoggerName())) {
            String reason = reason(line.getThrown());
            if (!line.getMessage().contains(reason)) {
                line.setMessage(line.getMessage() + ": " + reason);
            }
            line.setThrown(null);
        }
        return true;
    }

    private static boolean isOfLibrary(String logger) {
        return logger != null && LOGGERS.stream().anyMatch(logger::startsWith);
    }

    /** The first line of the message; the others tell where in the library it happened. */
    private static String reason(Throwable thrown) {
        String message = thrown.getMessage() == null
                ? ""
                : thrown.getMessage().lines().findFirst().orElse("");
        return Text.shorten(message.isBlank() ? thrown.getClass().getSimpleName() : message, LONGEST_REASON);
    }
}
