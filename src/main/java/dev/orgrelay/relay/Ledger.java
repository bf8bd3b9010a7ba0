package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import io.smallrye.mutiny.Uni;

/**
 * Remembers, for each application and organization, which changes were applied, and gives out the right to apply the next one.
 *
 * <p>At any moment at most one change of an organization is in flight. A holder that never comes back blocks its organization no longer than the
 * lease. A method that fails means that the ledger cannot be reached; nothing must be sent then.
 */
public interface Ledger {

    /** Asks for the right to apply {@code change}. */
    Uni<Reservation> acquire(Change change);

    /** What was acquired is applied: remembers it, and gives the right back. */
    Uni<Void> complete(Reservation.Acquired reservation);

    /**
     * What was acquired waits for its organization to appear: gives the right back, and takes older changes of the same fields for overtaken.
     *
     * <p>Without it, a create whose parent is long gone and the move that followed it would wait for each other.
     */
    Uni<Void> postpone(Reservation.Acquired reservation);

    /** What was acquired could not be applied: gives the right back and remembers nothing. */
    Uni<Void> release(Reservation.Acquired reservation);
}
