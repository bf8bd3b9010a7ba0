package dev.orgrelay.journal;

import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** One delivery while it goes on: whoever knows something about it says so here. */
public interface Recording {

    /** Of a delivery that leaves no record. */
    Recording NONE = new Recording() {};

    /** Under which it will be found; empty if it will not. */
    default Optional<DeliveryId> id() {
        return Optional.empty();
    }

    /** When its first byte came; empty if that is not recorded. */
    default Optional<Instant> receivedAt() {
        return Optional.empty();
    }

    /** Whose it is. */
    default void from(String source) {}

    /** How large it is, in bytes. */
    default void hasSize(long bytes) {}

    /** Its sender may send. */
    default void admitted(ProofVerdict proof, Supplier<ReceivedRequest> request) {}

    /** Its sender has not proved that it may send. */
    default void refused(ProofVerdict proof) {}

    /** What became of one of its messages, in their order. */
    default void message(Provenance provenance, Intended intended, Outcome outcome) {}

    /** What it came to as a whole, where its messages do not tell. */
    default void detail(String text) {}

    /** The body of the answer; nothing secret may be in it. */
    default void answered(String body) {}

    /** Its answer may be there before it is over; then {@link #close} says when that is. */
    default void keepOpen() {}

    /** It is over, with the answer that was or will be given. */
    default void close() {}

    /** It was answered, and is over unless it is kept open. What is said later comes too late. */
    default void end(int status) {}
}
