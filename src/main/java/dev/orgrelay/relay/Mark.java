package dev.orgrelay.relay;

import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.util.Optional;

/**
 * Who says something of a field, and when it was true.
 *
 * @param at the time that decides about order; {@link Instant#MIN} if nobody has said anything
 * @param source name of the sender
 * @param event the sender's id of the event, shortened: for people, not to tell events apart
 * @param value a hash of what the field was set to; 0 if nobody knows
 */
public record Mark(Instant at, String source, Optional<String> event, long value) {

    public static final Mark NONE = new Mark(Instant.MIN, "", Optional.empty());

    public Mark(Instant at, String source, Optional<String> event) {
        this(at, source, event, 0);
    }

    /** The same of a field that was set to what has that hash. */
    Mark setting(long hash) {
        return new Mark(at, source, event, hash);
    }

    static Mark of(Provenance provenance, Instant at) {
        return new Mark(at, provenance.source(), provenance.eventId().map(Text::shorten));
    }

    boolean isAfter(Instant time) {
        return at.isAfter(time);
    }

    /** The later one; of the same time, this one. */
    Mark orLater(Mark other) {
        return other.isAfter(at) ? other : this;
    }

    /** Such as {@code event 7f1c of hr}. */
    String who() {
        String what = event.map(id -> "event " + id).orElse("a change");
        return source.isEmpty() ? what : what + " of " + source;
    }
}
