package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** The ledger over a store that instances can share. {@link Bracket} is the way of one change through it. */
@Singleton
final class StoredLedger implements Ledger {

    /** A sender that repeats an event a thousand times while it is under way is told to come again. */
    private static final int MOST_WAITING = 1000;

    private final LedgerStore store;
    private final Leases leases;
    private final KeyedLocks<LedgerKey> locks = new KeyedLocks<>(MOST_WAITING);

    StoredLedger(LedgerStore store, Scheduler scheduler, Clock clock) {
        this.store = store;
        this.leases = new Leases(store, scheduler, clock);
    }

    @Override
    public Uni<Outcome> apply(Change change, List<Change> earlier, Work work) {
        return Uni.createFrom().deferred(() -> {
            LedgerKey key = LedgerKey.of(change);
            KeyedChange asked = KeyedChange.of(change, earlier);
            return store.known(key)
                    .flatMap(known -> settled(asked, known.entry().history()))
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(() -> locks.inTurn(key, () -> apply(key, asked, work), StoredLedger::tooMany));
        });
    }

    private Uni<Outcome> apply(LedgerKey key, KeyedChange asked, Work work) {
        return work.isOutOfTime()
                ? Uni.createFrom().item(new Outcome.Deferred(Cause.NO_TIME, "there was no time left for it"))
                : new Bracket(store, leases, key, asked, work).run();
    }

    /** What a history says by itself, however old it is. */
    private static Optional<Outcome> settled(KeyedChange asked, History history) {
        return !asked.change().provenance().isByHand()
                        && history.upTo(asked, asked.change().provenance().at()).isEmpty()
                ? Optional.of(history.settled(asked))
                : Optional.empty();
    }

    private static Outcome tooMany() {
        return new Outcome.Deferred(Cause.BUSY, "too many changes of the same organization are waiting");
    }
}
