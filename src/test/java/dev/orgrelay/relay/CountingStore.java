package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Counts the calls to a store. */
class CountingStore implements LedgerStore {

    private final LedgerStore store;
    private int reads;
    private int writes;

    CountingStore(LedgerStore store) {
        this.store = store;
    }

    int reads() {
        return reads;
    }

    int writes() {
        return writes;
    }

    void clear() {
        reads = 0;
        writes = 0;
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return store.known(key);
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        reads++;
        return store.read(key);
    }

    @Override
    public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
        writes++;
        return store.write(key, from, to);
    }

    @Override
    public LeaseTerm term() {
        return store.term();
    }

    /** One that loses a single write. */
    static CountingStore losing(int write, LedgerStore store) {
        return new CountingStore(store) {
            @Override
            public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
                Uni<Optional<Found>> written = super.write(key, from, to);
                return writes() == write
                        ? Uni.createFrom().failure(new StoreException(Cause.NO_STORAGE, "it does not answer"))
                        : written;
            }
        };
    }

    /** One that is lost after so many writes, as its instance is. */
    static LedgerStore lostAfter(int writes, LedgerStore store) {
        return new CountingStore(store) {
            @Override
            public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
                return writes() < writes
                        ? super.write(key, from, to)
                        : Uni.createFrom().failure(new StoreException(Cause.NO_STORAGE, "the instance is lost"));
            }
        };
    }
}
