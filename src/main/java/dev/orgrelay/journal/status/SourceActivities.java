package dev.orgrelay.journal.status;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Outcome;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** What each source has sent to this instance since it started. */
@Singleton
public final class SourceActivities {

    /** There are not so many sources; a hierarchy that is handed in may bear any name. */
    private static final int MOST = 1_000;

    private final Clock clock;
    private final TurnedAwayLog turnedAway;
    private final Map<String, SourceActivity> byName = new ConcurrentHashMap<>();

    public SourceActivities(Clock clock, Scheduler scheduler) {
        this.clock = clock;
        this.turnedAway = new TurnedAwayLog(scheduler);
    }

    public SourceActivity of(String source) {
        SourceActivity known = byName.get(source);
        if (known != null) {
            return known;
        }
        return byName.size() < MOST ? byName.computeIfAbsent(source, SourceActivity::new) : new SourceActivity(source);
    }

    /** A delivery of it was taken in. */
    public void delivered(String source) {
        of(source).delivered(clock.millis());
    }

    /** This became of one of its messages. */
    public void settled(String source, Outcome outcome) {
        of(source).outcomes().add(outcome, clock.millis());
    }

    /**
     * A delivery was turned away.
     *
     * @param source empty if nobody knows whose it is
     * @param status of the answer
     * @param reason for people; nothing secret
     */
    public void turnedAway(Optional<String> source, int status, String reason) {
        source.ifPresent(name -> of(name).turnedAway(status, reason, clock.instant()));
        turnedAway.tell(source, status, reason);
    }

    /** A message of it that was kept could not be read once more, which says nothing of what it sends now. */
    public void readAgainInVain(String source) {
        of(source).outcomes().addTurnedAway(clock.millis());
    }

    /** A snapshot of it was reconciled. */
    public void snapshotTaken(String source) {
        of(source).well(clock.instant());
    }

    /** A snapshot of it could not be reconciled. */
    public void snapshotFailed(String source, String reason) {
        of(source).snapshotFailed(reason, clock.instant());
    }
}
