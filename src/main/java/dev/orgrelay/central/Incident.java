package dev.orgrelay.central;

import java.time.Instant;
import java.util.Optional;

/**
 * A time in which something was bad: as long as two lines of the log say, when it goes bad and when it is well again.
 *
 * @param until when it was well again; empty as long as it is not
 * @param seen when it last failed
 * @param state in one word
 * @param detail the reason, for people; no secret is in it
 * @param todo what an operator should do
 */
public record Incident(Instant since, Optional<Instant> until, Instant seen, String state, String detail, String todo) {

    /** One that begins. */
    public static Incident since(Instant now, String state, String detail, String todo) {
        return new Incident(now, Optional.empty(), now, state, detail, todo);
    }

    public boolean isOver() {
        return until.isPresent();
    }

    /** The same, unless it is over: something has failed once more. */
    public Incident seen(Instant now) {
        return isOver() ? this : new Incident(since, until, now, state, detail, todo);
    }

    /** The same, over. */
    public Incident over(Instant now) {
        return isOver() ? this : new Incident(since, Optional.of(now), seen, state, detail, todo);
    }
}
