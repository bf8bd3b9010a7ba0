package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A store that says what is written to it. */
final class SimulatedStore implements LedgerStore {

    private final LedgerStore store;
    private final BiConsumer<String, LedgerEntry> written;

    /** @param written hears of an organization and its new entry */
    SimulatedStore(LedgerStore store, BiConsumer<String, LedgerEntry> written) {
        this.store = store;
        this.written = written;
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return store.known(key);
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        return store.read(key);
    }

    @Override
    public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
        return store.write(key, from, to)
                .invoke(found ->
                        found.ifPresent(now -> written.accept(key.organization().value(), now.entry())));
    }

    @Override
    public LeaseTerm term() {
        return store.term();
    }
}
