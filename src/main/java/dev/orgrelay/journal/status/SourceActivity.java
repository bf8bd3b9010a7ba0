package dev.orgrelay.journal.status;

import dev.orgrelay.central.Incident;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * What one source has sent lately, and whether it does well: it is bad after five deliveries in a row that were turned away, or after a snapshot that could not be
 * read, until one delivery or snapshot is taken.
 */
public final class SourceActivity {

    private static final Logger LOG = Logger.getLogger(SourceActivity.class);
    private static final int BAD_AFTER = 5;

    /** Whoever alternates good and bad requests does not fill the log. */
    private static final Duration TOLD_EVERY = Duration.ofMinutes(1);

    private final String name;
    private final OutcomeCounts outcomes = new OutcomeCounts();
    private volatile long lastDelivery;
    private volatile boolean isDoingWell = true;
    private Optional<TurnedAway> lastTurnedAway = Optional.empty();
    private int turnedAwayInARow;
    private Optional<Incident> incident = Optional.empty();
    private Instant wellAt = Instant.EPOCH;
    private Instant toldAt = Instant.MIN;
    private boolean isTold;

    /** The last delivery that was turned away, and why. */
    public record TurnedAway(Instant at, String reason) {}

    SourceActivity(String name) {
        this.name = name;
    }

    public OutcomeCounts outcomes() {
        return outcomes;
    }

    public Optional<Instant> lastDelivery() {
        return lastDelivery == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(lastDelivery));
    }

    public synchronized Optional<TurnedAway> lastTurnedAway() {
        return lastTurnedAway;
    }

    /** The last time in which it was bad, if it ever was. */
    public synchronized Optional<Incident> incident() {
        return incident;
    }

    /** When a delivery or snapshot of it was taken last; the epoch if none was. */
    public synchronized Instant takenAt() {
        Instant delivered = Instant.ofEpochMilli(lastDelivery);
        return delivered.isAfter(wellAt) ? delivered : wellAt;
    }

    /** Costs nothing but the note, as long as all is well. */
    void delivered(long nowMillis) {
        lastDelivery = nowMillis;
        if (!isDoingWell) {
            well(Instant.ofEpochMilli(nowMillis));
        }
    }

    synchronized void turnedAway(int status, String reason, Instant now) {
        outcomes.addTurnedAway(now.toEpochMilli());
        lastTurnedAway = Optional.of(new TurnedAway(now, reason));
        turnedAwayInARow++;
        isDoingWell = false;
        if (turnedAwayInARow >= BAD_AFTER && !goesOn(now)) {
            bad(
                    turnedAwayInARow + " deliveries in a row were turned away, the last one with " + status + ": "
                            + reason,
                    "compare what it sends with orgrelay.sources." + name + ".* here",
                    now);
        }
    }

    synchronized void snapshotFailed(String reason, Instant now) {
        if (!goesOn(now)) {
            bad(
                    "its snapshot cannot be reconciled: " + reason,
                    "see whether orgrelay.sources." + name + ".snapshot.url answers",
                    now);
        }
    }

    /** Whether it was bad before and still is: then it was so once more. */
    private boolean goesOn(Instant now) {
        incident = incident.map(known -> known.seen(now));
        return incident.filter(known -> !known.isOver()).isPresent();
    }

    private void bad(String reason, String todo, Instant now) {
        isDoingWell = false;
        incident = Optional.of(Incident.since(now, "bad", reason, todo));
        isTold = !now.isBefore(toldAt.plus(TOLD_EVERY));
        if (isTold) {
            toldAt = now;
            LOG.warnf("source %s is bad, %s; %s", name, reason, todo);
        }
    }

    /** A delivery or snapshot was taken. */
    synchronized void well(Instant now) {
        isDoingWell = true;
        turnedAwayInARow = 0;
        wellAt = now;
        if (isTold) {
            incident.filter(known -> !known.isOver()).ifPresent(bad -> tellWell(Duration.between(bad.since(), now)));
        }
        incident = incident.map(known -> known.over(now));
    }

    private void tellWell(Duration after) {
        LOG.warnf("source %s is well again after %s", name, Text.duration(after));
    }
}
