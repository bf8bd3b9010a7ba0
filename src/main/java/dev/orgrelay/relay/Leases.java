package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.LedgerStore.Found;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** The leases of this instance: made, renewed as long as their turns are under way, and given back. */
final class Leases {

    private static final int TRIES = 10;
    private static final int SHORTEST_MILLIS = 5;
    private static final int LONGEST_MILLIS = 60;

    private final String instance = UUID.randomUUID() + "/";
    private final AtomicLong last = new AtomicLong();
    private final LedgerStore store;
    private final Scheduler scheduler;
    private final Clock clock;
    private final LeaseTerm term;
    private final long renewedAfter;
    private final Map<String, Turn> underWay = new ConcurrentHashMap<>();
    private final AtomicBoolean isWatching = new AtomicBoolean();

    Leases(LedgerStore store, Scheduler scheduler, Clock clock) {
        this.store = store;
        this.scheduler = scheduler;
        this.clock = clock;
        this.term = store.term();
        this.renewedAfter = term.renewedAfter().toNanos();
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
    Turn begin(KeyedChange asked, Change change, LedgerEntry entry) {
        Turn turn = new Turn(asked, change, entry, term, clock);
        turn.renewAt(nextRenewal());
        underWay.put(turn.lease(), turn);
        watch();
        return turn;
    }

    /** A turn is over. */
    Uni<LedgerEntry> end(Turn turn, Outcome outcome) {
        return revise(turn.asked().key(), entry -> entry.closed(turn, outcome, now()))
                .onTermination()
                .invoke(() -> underWay.remove(turn.lease()));
    }

    /**
     * Replaces an entry by what follows from it, whatever it has become by then.
     *
     * @param next applied as often as need be, so it must not change what it has changed before
     * @return the entry afterwards
     */
    Uni<LedgerEntry> revise(LedgerKey key, UnaryOperator<LedgerEntry> next) {
        return Uni.createFrom().deferred(() -> store.known(key)
                .map(found -> replace(key, next, found, false, TRIES))
                .orElseGet(() -> readAndReplace(key, next, TRIES)));
    }

    private Uni<LedgerEntry> readAndReplace(LedgerKey key, UnaryOperator<LedgerEntry> next, int tries) {
        return store.read(key).flatMap(found -> replace(key, next, found, true, tries));
    }

    private Uni<LedgerEntry> replace(
            LedgerKey key, UnaryOperator<LedgerEntry> next, Found found, boolean isFresh, int tries) {
        LedgerEntry replacement = next.apply(found.entry());
        if (replacement.equals(found.entry())) {
            return isFresh ? Uni.createFrom().item(replacement) : readAndReplace(key, next, tries);
        }
        return store.write(key, found, replacement).flatMap(written -> {
            if (written.isPresent()) {
                return Uni.createFrom().item(replacement);
            }
            return tries > 1
                    ? aMoment().flatMap(waited -> readAndReplace(key, next, tries - 1))
                    : Uni.createFrom()
                            .failure(new IllegalStateException(
                                    "the ledger's entry of '" + key.organization() + "' does not stand still"));
        });
    }

    /** Of random length, so that those who met do not meet again. */
    Uni<Void> aMoment() {
        return pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)));
    }

    Uni<Void> pause(Duration wait) {
        return scheduler.pause(wait);
    }

    private long nextRenewal() {
        return scheduler.nanoTime() + renewedAfter;
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
                .filter(turn -> turn.isToBeRenewed(now))
                .forEach(this::renew);
        if (!underWay.isEmpty()) {
            watch();
        }
    }

    /** If the store cannot be reached, the next try is at the next time; meanwhile the lease runs on. */
    private void renew(Turn turn) {
        turn.renewAt(nextRenewal());
        String id = turn.lease();
        Instant until = end();
        revise(turn.asked().key(), entry -> entry.renewed(id, until))
                .subscribe()
                .with(entry -> turn.isGoodUntil(entry.isHeldBy(id) ? until : Instant.MIN), failure -> {});
    }
}
