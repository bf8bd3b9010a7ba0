package dev.orgrelay;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;

/** What is written to one log meanwhile, such as {@code WARN source hr is bad}. */
public final class LogLines implements AutoCloseable {

    private static final PatternFormatter LINE = new PatternFormatter("%p %s");

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Logger logger;
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(LINE.format(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** @param name of the log, or of the package above it */
    public LogLines(String name) {
        this.logger = Logger.getLogger(name);
        logger.addHandler(handler);
    }

    public List<String> all() {
        return List.copyOf(lines);
    }

    /** Those with that text. */
    public List<String> with(String text) {
        return lines.stream().filter(line -> line.contains(text)).toList();
    }

    @Override
    public void close() {
        logger.removeHandler(handler);
    }
}
