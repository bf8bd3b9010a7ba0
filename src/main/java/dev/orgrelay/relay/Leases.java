package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** The leases of this instance: made, and renewed as long as their turns are under way. */
final class Leases {

    private final String instance = UUID.randomUUID() + "/";
    private final AtomicLong last = new AtomicLong();
    private final LedgerStore store;
    private final Scheduler scheduler;
    private final Clock clock;
    private final LeaseTerm term;
    private final Map<String, Held> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean isWatching = new AtomicBoolean();

    private record Held(LedgerKey key, Turn turn, AtomicLong renewAt) {}

    Leases(LedgerStore store, Scheduler scheduler, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
        this.term = store.term();
    }

    Scheduler scheduler() {
        return scheduler;
    }

    Instant now() {
        return clock.instant();
    }

    String nextId() {
        return instance + last.incrementAndGet();
    }

    /** When a lease ends that is taken or renewed now. */
    Instant end() {
        return now().plus(term.lease());
    }

    /** Whether it is one of this instance whose turn is over, but could not be given back. */
    boolean isLeftOver(Lease lease) {
        return lease.id().startsWith(instance) && !underWay.containsKey(lease.id());
    }

    /**
     * A turn begins.
     *
     * @param entry as it was written, with the lease of the turn
     */
    Turn begin(LedgerKey key, KeyedChange asked, Change change, LedgerEntry entry) {
        Turn turn = new Turn(asked, change, entry, term, clock);
        underWay.put(turn.lease(), new Held(key, turn, new AtomicLong(nextRenewal())));
        watch();
        return turn;
    }

    /** A turn is over; {@code ending} is empty if it was broken off, and only what it may have changed is known. */
    Uni<LedgerEntry> end(LedgerKey key, Turn turn, Ending ending) {
        return revise(key, entry -> entry.closed(turn, ending, now()))
                .onTermination()
                .invoke(() -> underWay.remove(turn.lease()));
    }

    Uni<LedgerEntry> revise(LedgerKey key, java.util.function.UnaryOperator<LedgerEntry> next) {
        return new Revision(store, key, next, scheduler).run();
    }

    private long nextRenewal() {
        return scheduler.nanoTime() + term.renewedAfter().toNanos();
    }

    /** One timer for all leases, since hardly one of them lives long enough to be renewed. */
    private void watch() {
        if (isWatching.compareAndSet(false, true)) {
            scheduler.after(term.renewalCheck(), this::renewAll);
        }
    }

    private void renewAll() {
        isWatching.set(false);
        long now = scheduler.nanoTime();
        List.copyOf(underWay.values()).stream()
                .filter(held -> now - held.renewAt.get() >= 0)
                .forEach(this::renew);
        if (!underWay.isEmpty()) {
            watch();
        }
    }

    /** If the store cannot be reached, the next try is at the next time; meanwhile the lease runs on. */
    private void renew(Held held) {
        held.renewAt.set(nextRenewal());
        String id = held.turn.lease();
        Instant until = end();
        revise(held.key, entry -> entry.renewed(id, until))
                .subscribe()
                .with(entry -> held.turn.isGoodUntil(entry.isHeldBy(id) ? until : Instant.MIN), failure -> {});
    }
}
