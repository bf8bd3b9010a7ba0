package dev.orgrelay.telemetry;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether there is telemetry, and what sends it; that is made when it is first needed, and only where an endpoint is set. */
@Singleton
public class Telemetry {

    /** How long the end of the process waits for the last export. */
    private static final Duration LAST_EXPORT = Duration.ofSeconds(2);

    private final TelemetryConfig config;
    private volatile Optional<Export> export = Optional.empty();

    Telemetry(TelemetryConfig config) {
        this.config = config;
    }

    /** What is wrong with the configuration, one line for each mistake: key, value, what is allowed. */
    public List<String> mistakes() {
        return TelemetryMistakes.in(config);
    }

    boolean isOn() {
        return config.isOn();
    }

    /** What sends traces and metrics. To be called only if telemetry {@link #isOn() is on}. */
    synchronized Export export() {
        Export started = export.orElseGet(() -> Export.start(config));
        export = Optional.of(started);
        return started;
    }

    @PreDestroy
    void stop() {
        export.ifPresent(started -> started.stop(LAST_EXPORT));
    }
}
