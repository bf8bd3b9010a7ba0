package dev.orgrelay.relay;

import java.time.Instant;
import java.util.Optional;

/**
 * The right to change an organization, for some time.
 *
 * @param id whose right it is
 * @param until when it ends, unless it is renewed
 * @param intention what the holder is about to do. If it is never heard of again, it may have done so. Empty while it only looks
 */
public record Lease(String id, Instant until, Optional<Intention> intention) {

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    /** Whether its holder set out to do what {@code event} says. */
    boolean isFor(Optional<EventKey> event) {
        return intention.filter(one -> one.isOf(event)).isPresent();
    }

    /** What there may be of the holder if it is never heard of again: no request may have its effect after the lease. */
    Optional<Silence> silence() {
        return intention.map(one -> new Silence(until, one.mark(), one.event()));
    }

    Lease prolonged(Instant to) {
        return new Lease(id, to, intention);
    }
}
