package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the entries of the ledger are kept. Several instances may share one.
 *
 * <p>An entry is replaced only if nobody else has replaced it meanwhile (compare and set); that is all the ledger needs to be right. A method fails
 * with a {@link StoreException}; a write that failed may have been carried out all the same.
 */
public interface LedgerStore {

    /**
     * An entry as it is, or was, in the store.
     *
     * @param version changes whenever the entry is written; empty if there is none
     */
    record Found(LedgerEntry entry, Optional<String> version) {

        /** No entry. */
        public static final Found NOTHING = new Found(LedgerEntry.NONE, Optional.empty());

        /** An entry that is there. */
        public static Found of(LedgerEntry entry, String version) {
            return new Found(entry, Optional.of(version));
        }
    }

    /** The entry as it was last seen here, without asking anybody; it may be older than the truth. Empty if it was not seen lately. */
    Optional<Found> known(LedgerKey key);

    /** The entry as it is; {@link Found#NOTHING} if there is none. */
    Uni<Found> read(LedgerKey key);

    /**
     * Puts {@code to} in the place of {@code from}; {@link LedgerEntry#NONE} removes the entry.
     *
     * @return what is there now; empty if it was no longer {@code from}
     */
    Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to);

    /** How long things last that the instances which share the store agree on. */
    LeaseTerm term();

    /** How long an organization is remembered of which nothing more is heard; empty if until the process ends. */
    default Optional<Duration> retention() {
        return Optional.empty();
    }

    /** A store in memory, for one instance alone: what it remembers ends with the process. */
    static LedgerStore inMemory(LeaseTerm term, Clock clock) {
        return new MemoryLedgerStore(term, clock);
    }
}
