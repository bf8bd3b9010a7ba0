package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A ledger in memory, for one instance alone: what it remembers ends with the process.
 *
 * <p>It holds at most {@value #MOST_ORGANIZATIONS} organizations and forgets the ones that were not heard of for longest.
 */
@ApplicationScoped
@DefaultBean
class MemoryLedger implements Ledger {

    static final int MOST_ORGANIZATIONS = 50_000;

    /** Longer than any change can take, with all its retries. */
    static final Duration LEASE = Duration.ofMinutes(2);

    private record Key(String application, OrganizationId organization) {

        static Key of(Change change) {
            return new Key(change.application(), change.organization());
        }
    }

    private record Lease(String id, Instant until) {}

    private record Entry(History history, Optional<Lease> lease) {

        static final Entry NONE = new Entry(History.NONE, Optional.empty());

        boolean isBusy(Instant now) {
            return lease.filter(held -> held.until().isAfter(now)).isPresent();
        }

        boolean isHeldBy(String id) {
            return lease.filter(held -> held.id().equals(id)).isPresent();
        }
    }

    private final Clock clock;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(64, 0.75f, true);
    private long leases;

    MemoryLedger(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Uni<Reservation> acquire(Change change) {
        return Uni.createFrom().item(() -> reserve(change));
    }

    @Override
    public Uni<Void> complete(Reservation.Acquired reservation) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() ->
                        remember(reservation, history -> history.with(reservation.remainder(), reservation.change())));
    }

    @Override
    public Uni<Void> postpone(Reservation.Acquired reservation) {
        return Uni.createFrom()
                .voidItem()
                .invoke(() -> remember(reservation, history -> history.overtakenBy(reservation.remainder())));
    }

    @Override
    public Uni<Void> release(Reservation.Acquired reservation) {
        return Uni.createFrom().voidItem().invoke(() -> giveBack(reservation));
    }

    synchronized int size() {
        return entries.size();
    }

    private synchronized Reservation reserve(Change change) {
        Entry entry = entries.getOrDefault(Key.of(change), Entry.NONE);
        if (entry.history().hasSeen(change)) {
            return new Reservation.Seen();
        }
        Instant now = clock.instant();
        if (entry.isBusy(now)) {
            return new Reservation.Busy();
        }
        return entry.history()
                .newerPartOf(change)
                .map(remainder -> lease(change, remainder, entry, now))
                .orElseGet(() -> new Reservation.Superseded(
                        "a change of " + entry.history().latest() + " was applied before"));
    }

    private Reservation lease(Change change, Change remainder, Entry entry, Instant now) {
        Lease lease = new Lease(Long.toString(++leases), now.plus(LEASE));
        entries.put(Key.of(change), new Entry(entry.history(), Optional.of(lease)));
        forgetOldest(now);
        return new Reservation.Acquired(change, remainder, lease.id());
    }

    private synchronized void remember(Reservation.Acquired reservation, UnaryOperator<History> next) {
        entries.compute(Key.of(reservation.change()), (key, found) -> {
            Entry entry = found == null ? Entry.NONE : found;
            return new Entry(
                    next.apply(entry.history()),
                    entry.isHeldBy(reservation.lease()) ? Optional.empty() : entry.lease());
        });
    }

    private synchronized void giveBack(Reservation.Acquired reservation) {
        entries.computeIfPresent(Key.of(reservation.change()), (key, entry) -> {
            if (!entry.isHeldBy(reservation.lease())) {
                return entry;
            }
            return entry.history().equals(History.NONE) ? null : new Entry(entry.history(), Optional.empty());
        });
    }

    private void forgetOldest(Instant now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (entries.size() > MOST_ORGANIZATIONS && oldest.hasNext()) {
            if (!oldest.next().isBusy(now)) {
                oldest.remove();
            }
        }
    }
}
