package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.time.Instant;
import java.util.Optional;

/**
 * What was applied to one organization, as far as it decides about later changes. Immutable, and it only grows.
 *
 * @param times how new what was applied is
 * @param events the events that were applied lately
 */
public record History(FieldTimes times, SeenEvents events) {

    public static final History NONE = new History(FieldTimes.NONE, SeenEvents.NONE);

    boolean hasSeen(Change change) {
        return EventKey.of(change.provenance()).filter(events::contains).isPresent();
    }

    /** The part of {@code change} that nothing newer has overtaken; empty if nothing is left. */
    Optional<Change> newerPartOf(Change change) {
        return times.newerPartOf(change);
    }

    /**
     * The history after {@code applied}.
     *
     * @param asked the whole change that it was part of
     */
    History with(Change applied, Change asked, Instant now) {
        SeenEvents seen = EventKey.of(asked.provenance())
                .map(key -> events.with(key, now))
                .orElse(events);
        return new History(times.with(applied), seen);
    }

    /** The history in which anything older than {@code change} is overtaken, although it is not applied yet. */
    History overtakenBy(Change change) {
        return overtakenBy(times.with(change));
    }

    /** The history in which anything older than {@code others} is overtaken. */
    History overtakenBy(FieldTimes others) {
        return new History(times.joinedWith(others), events);
    }
}
