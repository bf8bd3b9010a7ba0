package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** One line for each change: what became of it, how long that took, where it came from. In JSON, the same as fields too. */
@Singleton
class ChangeLog {

    private static final Logger LOG = Logger.getLogger("dev.orgrelay.changes");

    private final boolean isJson;

    ChangeLog(@ConfigProperty(name = "quarkus.log.console.json.enabled", defaultValue = "false") boolean isJson) {
        this.isJson = isJson;
    }

    void write(Change change, Outcome outcome, Duration took) {
        Logger.Level level = outcome instanceof Outcome.Refused ? Logger.Level.WARN : Logger.Level.INFO;
        if (!LOG.isEnabled(level)) {
            return;
        }
        Map<String, String> fields = isJson ? fields(change, outcome, took) : Map.of();
        fields.forEach(MDC::put);
        LOG.log(level, line(change, outcome, took));
        fields.keySet().forEach(MDC::remove);
    }

    private static Map<String, String> fields(Change change, Outcome outcome, Duration took) {
        Provenance provenance = change.provenance();
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("outcome", outcome.word());
        fields.put("operation", provenance.operation().word());
        fields.put("application", change.application());
        fields.put("organization", change.organization().value());
        fields.put("source", provenance.source());
        fields.put("durationMs", Long.toString(took.toMillis()));
        provenance.eventId().ifPresent(id -> fields.put("eventId", Text.shorten(id)));
        provenance.sourceId().ifPresent(id -> fields.put("sourceId", Text.shorten(id)));
        deadLetter(outcome).ifPresent(id -> fields.put("deadLetter", id));
        return fields;
    }

    private static Optional<String> deadLetter(Outcome outcome) {
        return outcome instanceof Outcome.Refused refused ? refused.deadLetter() : Optional.empty();
    }

    private static String line(Change change, Outcome outcome, Duration took) {
        Provenance provenance = change.provenance();
        return outcome.word() + ' ' + provenance.operation().word() + ' ' + change.organization() + " from "
                + provenance.source() + " in " + took.toMillis() + " ms"
                + provenance.eventId().map(id -> ", event " + Text.shorten(id)).orElse("")
                + provenance
                        .sourceId()
                        .map(id -> ", sender's id " + Text.shorten(id))
                        .orElse("")
                + ", application " + change.application()
                + deadLetter(outcome).map(id -> ", dead letter " + id).orElse("")
                + outcome.detail().map(detail -> ": " + detail).orElse("");
    }
}
