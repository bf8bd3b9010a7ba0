package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class OneLineFilterTest {

    private final OneLineFilter filter = new OneLineFilter();

    @Test
    void theReasonTakesThePlaceOfTheStackTrace() {
        LogRecord line = line("io.quarkus.funqy", "Failed", new IOException("no such token\n at line 1"));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMessage()).isEqualTo("Failed: no such token");
        assertThat(line.getThrown()).isNull();
    }

    @Test
    void aReasonThatIsThereAlreadyIsNotRepeated() {
        LogRecord line = line(
                "io.opentelemetry.exporter.internal.http.HttpExporter", "Failed: timeout", new IOException("timeout"));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMessage()).isEqualTo("Failed: timeout");
        assertThat(line.getThrown()).isNull();
    }

    @Test
    void aReasonWithoutWordsIsUnexpected() {
        LogRecord line = line("io.opentelemetry.sdk", "Failed", new IOException());

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMessage()).isEqualTo("Failed: something unexpected went wrong");
    }

    @Test
    void everybodyElseKeepsTheStackTrace() {
        LogRecord line = line("dev.orgrelay.http.Problems", "a bug", new IllegalStateException("why"));

        assertThat(filter.isLoggable(line)).isTrue();
        assertThat(line.getMessage()).isEqualTo("a bug");
        assertThat(line.getThrown()).hasMessage("why");
    }

    private static LogRecord line(String logger, String message, Throwable thrown) {
        LogRecord line = new LogRecord(Level.SEVERE, message);
        line.setLoggerName(logger);
        line.setThrown(thrown);
        return line;
    }
}
