package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * Remembers, for each application and organization, which changes were applied, and gives out the right to apply the next one. {@code docs/order.md}
 * says what it promises, and what it takes for granted.
 */
public interface Ledger {

    /**
     * Does {@code work} when it is the turn of {@code change}, unless there is nothing left to do. At any moment at most one change of an organization is
     * under way. A holder that never comes back blocks its organization no longer than its lease.
     *
     * @param earlier changes of the same delivery and organization that come before it and did not happen later: once it is applied, they are overtaken
     * @return what became of the change. Fails with a {@link StoreException} if the ledger cannot be reached; the change must come again then
     */
    Uni<Outcome> apply(Change change, List<Change> earlier, Work work);

    /** What the right is for. */
    interface Work {

        /** Whether it is too late to begin. */
        boolean isOutOfTime();

        /** The organization as it is now; empty if it does not exist. Fails with a {@code CentralException}. */
        Uni<Optional<Organization>> look();

        /** Makes the change of {@code turn} true, if that is possible; then it is applied. */
        Uni<Outcome> carryOut(Turn turn);
    }
}
