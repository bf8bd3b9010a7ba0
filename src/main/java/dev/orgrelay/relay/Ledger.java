package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import io.smallrye.mutiny.Uni;

/**
 * Remembers, for each application and organization, which changes were applied, and gives out the right to apply the next one.
 *
 * <p>At any moment at most one change of an organization is in flight. A holder that never comes back blocks its organization no longer than the
 * lease. A method that fails means that the ledger cannot be reached; nothing must be sent then. What fails after something was sent must come again.
 */
public interface Ledger {

    /** Asks for the right to apply {@code change}. */
    Uni<Reservation> acquire(Change change);

    /** Whether the right still stands; if not, nothing more must be sent. */
    boolean holds(Reservation.Acquired reservation);

    /** What was acquired is applied: remembers it, and gives the right back. */
    Uni<Void> complete(Reservation.Acquired reservation);

    /**
     * What was acquired is not applied yet, or nobody knows: gives the right back, and takes older changes of the same fields for overtaken.
     *
     * <p>Without it, a create whose parent is long gone and the move that followed it would wait for each other; and what was carried out without
     * an answer could be followed by something older.
     */
    Uni<Void> postpone(Reservation.Acquired reservation);

    /** What was acquired was not applied: gives the right back and remembers nothing. */
    Uni<Void> release(Reservation.Acquired reservation);
}
