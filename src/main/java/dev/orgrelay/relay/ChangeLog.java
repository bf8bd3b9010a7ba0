package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import org.jboss.logging.Logger;

/** One line for each change: what became of it, how long that took, where it came from. */
final class ChangeLog {

    private static final Logger LOG = Logger.getLogger("dev.orgrelay.changes");

    private ChangeLog() {}

    static void write(Change change, Outcome outcome, Duration took) {
        Logger.Level level = outcome instanceof Outcome.Refused ? Logger.Level.WARN : Logger.Level.INFO;
        if (LOG.isEnabled(level)) {
            LOG.log(level, line(change, outcome, took));
        }
    }

    private static String line(Change change, Outcome outcome, Duration took) {
        Provenance provenance = change.provenance();
        StringBuilder line = new StringBuilder(120)
                .append(outcome.word())
                .append(' ')
                .append(provenance.operation().word())
                .append(' ')
                .append(change.organization())
                .append(" from ")
                .append(provenance.source())
                .append(" in ")
                .append(took.toMillis())
                .append(" ms");
        provenance.eventId().ifPresent(id -> line.append(", event ").append(Text.shorten(id)));
        outcome.detail().ifPresent(detail -> line.append(": ").append(detail));
        return line.toString();
    }
}
