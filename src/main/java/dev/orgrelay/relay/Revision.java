package dev.orgrelay.relay;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.relay.LedgerStore.Found;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;

/** Replaces an entry by what follows from it, whatever it has become by then. */
final class Revision {

    private static final int TRIES = 10;
    private static final int SHORTEST_MILLIS = 5;
    private static final int LONGEST_MILLIS = 60;

    private final LedgerStore store;
    private final LedgerKey key;
    private final UnaryOperator<LedgerEntry> next;
    private final Scheduler scheduler;

    /** @param next applied as often as need be, so it must not change what it has changed before */
    Revision(LedgerStore store, LedgerKey key, UnaryOperator<LedgerEntry> next, Scheduler scheduler) {
        this.store = store;
        this.key = key;
        this.next = next;
        this.scheduler = scheduler;
    }

    /** The entry afterwards. */
    Uni<LedgerEntry> run() {
        return Uni.createFrom().deferred(() -> store.known(key)
                .map(found -> replace(found, false, TRIES))
                .orElseGet(() -> readAndReplace(TRIES)));
    }

    private Uni<LedgerEntry> readAndReplace(int tries) {
        return store.read(key).flatMap(found -> replace(found, true, tries));
    }

    private Uni<LedgerEntry> replace(Found found, boolean isFresh, int tries) {
        LedgerEntry replacement = next.apply(found.entry());
        if (replacement.equals(found.entry())) {
            return isFresh ? Uni.createFrom().item(replacement) : readAndReplace(tries);
        }
        return store.write(key, found, replacement).flatMap(written -> {
            if (written.isPresent()) {
                return Uni.createFrom().item(replacement);
            }
            return tries > 1
                    ? aMoment(scheduler).flatMap(waited -> readAndReplace(tries - 1))
                    : Uni.createFrom()
                            .failure(new IllegalStateException(
                                    "the ledger's entry of '" + key.organization() + "' does not stand still"));
        });
    }

    /** Of random length, so that those who met do not meet again. */
    static Uni<Void> aMoment(Scheduler scheduler) {
        return scheduler.pause(Duration.ofMillis(ThreadLocalRandom.current().nextInt(SHORTEST_MILLIS, LONGEST_MILLIS)));
    }
}
