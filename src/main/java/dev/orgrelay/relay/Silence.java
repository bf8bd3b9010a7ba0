package dev.orgrelay.relay;

import java.time.Instant;
import java.util.Optional;

/**
 * A request without an answer, which may still have its effect.
 *
 * @param until by then it has had its effect, or never has it
 * @param mark whose it was
 * @param event which event; empty if it has no id
 */
public record Silence(Instant until, Mark mark, Optional<EventKey> event) {

    /** Every request was answered. */
    public static final Silence NONE = new Silence(Instant.MIN, Mark.NONE, Optional.empty());

    /** The one that lasts longer. */
    Silence orLonger(Silence other) {
        return other.until.isAfter(until) ? other : this;
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    /** Only the event itself may go on in it. */
    boolean isOf(Optional<EventKey> other) {
        return event.isPresent() && event.equals(other);
    }
}
