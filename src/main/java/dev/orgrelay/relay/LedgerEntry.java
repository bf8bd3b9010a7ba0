package dev.orgrelay.relay;

import java.time.Instant;
import java.util.Optional;

/** What the ledger knows of one organization: what was applied, and who may apply the next change. */
public record LedgerEntry(History history, Optional<Lease> lease) {

    /** Nothing: an organization that was never heard of. */
    public static final LedgerEntry NONE = new LedgerEntry(History.NONE, Optional.empty());

    /** Whether somebody has the right to change the organization. */
    public boolean isLeased(Instant now) {
        return lease.filter(held -> !held.isOver(now)).isPresent();
    }

    boolean isHeldBy(String id) {
        return lease.filter(held -> held.id().equals(id)).isPresent();
    }

    LedgerEntry heldBy(Lease next) {
        return new LedgerEntry(history, Optional.of(next));
    }

    /** Another history, and without the lease {@code id}; that of somebody else stays. */
    LedgerEntry givenBack(String id, History next) {
        return new LedgerEntry(next, isHeldBy(id) ? Optional.empty() : lease);
    }

    /** What counts once the holder of the lease is taken for lost. */
    History historyWithoutHolder() {
        return lease.map(lost -> history.overtakenBy(lost.intended())).orElse(history);
    }
}
