package dev.orgrelay.notice;

import dev.orgrelay.central.Incident;
import java.time.Instant;
import java.util.Optional;

/**
 * What this instance sees of something that may be bad.
 *
 * @param since when that began; {@link #NEVER} if it never was
 * @param seen when it was last seen to be so
 * @param over when it was last seen not to be so; {@link #NEVER} as long as it is
 * @param count how many things that concerns which were not counted before; 0 where nobody counts
 */
record Sighting(Instant since, Instant seen, Instant over, int count) {

    static final Instant NEVER = Instant.EPOCH;

    /** @param well when it was last seen to be well */
    static Sighting of(Optional<Incident> incident, Instant well) {
        return incident.map(bad -> new Sighting(
                        bad.since(),
                        bad.seen(),
                        bad.until().map(until -> later(until, well)).orElse(NEVER),
                        0))
                .orElseGet(() -> new Sighting(NEVER, NEVER, well, 0));
    }

    boolean goesOn() {
        return seen.isAfter(over);
    }

    static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
