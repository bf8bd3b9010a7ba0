package dev.orgrelay.storage;

import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** The ledger in a table: one entity for each organization, in the partition of its application. Entities are compared by their ETags. */
final class TableLedgerStore implements LedgerStore {

    private final Table table;
    private final Sweep sweep;
    private final Duration lease;
    private final RecentEntries recent = new RecentEntries();

    TableLedgerStore(Table table, Sweep sweep, Duration lease) {
        this.table = table;
        this.sweep = sweep;
        this.lease = lease;
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return recent.find(key);
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        return table.get(LedgerRow.id(key))
                .map(row -> row.map(TableLedgerStore::found).orElse(Found.NOTHING))
                .invoke(found -> recent.remember(key, found));
    }

    @Override
    public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
        return writeRow(LedgerRow.id(key), from, to)
                .invoke(written ->
                        written.ifPresentOrElse(found -> recent.remember(key, found), () -> recent.forget(key)))
                .onFailure()
                .invoke(() -> recent.forget(key))
                .invoke(sweep::passBy);
    }

    @Override
    public Duration lease() {
        return lease;
    }

    private Uni<Optional<Found>> writeRow(Row.Id id, Found from, LedgerEntry to) {
        if (to.equals(LedgerEntry.NONE)) {
            return remove(id, from);
        }
        return from.version()
                .map(version -> replace(id, from.entry(), version, to))
                .orElseGet(() -> table.insert(id, LedgerRow.write(to)))
                .map(written -> written.map(version -> Found.of(to, version)));
    }

    /** Most writes change the lease only, and the events may be many. */
    private Uni<Optional<String>> replace(Row.Id id, LedgerEntry from, String version, LedgerEntry to) {
        return from.history().equals(to.history())
                ? table.merge(id, version, LedgerRow.lease(to))
                : table.replace(id, version, LedgerRow.write(to));
    }

    private Uni<Optional<Found>> remove(Row.Id id, Found from) {
        return from.version()
                .map(version -> table.delete(id, version))
                .orElseGet(() -> Uni.createFrom().item(true))
                .map(isGone -> isGone ? Optional.of(Found.NOTHING) : Optional.empty());
    }

    private static Found found(Row row) {
        return Found.of(LedgerRow.read(row.properties()), row.version());
    }
}
