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
 */
public record Mark(Instant at, String source, Optional<String> event) {

    public static final Mark NONE = new Mark(Instant.MIN, "", Optional.empty());

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
