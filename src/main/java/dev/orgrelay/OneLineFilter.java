package dev.orgrelay;

import dev.orgrelay.organization.FailureText;
import io.quarkus.logging.LoggingFilter;
import java.util.List;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Lets libraries tell on one line what came from outside: an envelope that cannot be read, a collector that cannot be reached. The stack trace would be
 * that of the library, whatever the reason; the reason itself stays. Of a key that stands twice in a file the value that does not count may be a secret, too.
 *
 * <p>{@code quarkus.log.console.filter} names it.
 */
@LoggingFilter(name = "one-line")
public final class OneLineFilter implements Filter {

    /** With what is below them. */
    private static final List<String> LOGGERS = List.of("io.quarkus.funqy", "io.opentelemetry");

    private static final String OF_SETTINGS = "io.smallrye.config";
    private static final String VALUE = "old value";

    @Override
    public boolean isLoggable(LogRecord line) {
        if (OF_SETTINGS.equals(line.getLoggerName())
                && line.getMessage().contains(VALUE)
                && line.getParameters() != null) {
            Object[] shown = line.getParameters().clone();
            shown[shown.length - 1] = "not shown";
            line.setParameters(shown);
        }
        if (line.getThrown() != null && isOfLibrary(line.getLoggerName())) {
            String reason = FailureText.of(line.getThrown());
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
}
