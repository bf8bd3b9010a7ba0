package dev.orgrelay.storage;

import dev.orgrelay.relay.LeaseTerm;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The ledger in a table: one entity for each organization, in the partition of its application. Entities are compared by their ETags. */
final class TableLedgerStore implements LedgerStore {

    /** Before the ETag of a row whose format is written no more, so that it is replaced as a whole. */
    private static final String OLD = "old ";

    private final Table table;
    private final Sweep sweep;
    private final LeaseTerm term;
    private final Clock clock;
    private final RecentEntries recent = new RecentEntries();

    TableLedgerStore(Table table, Sweep sweep, LeaseTerm term, Clock clock) {
        this.table = table;
        this.sweep = sweep;
        this.term = term;
        this.clock = clock;
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return recent.find(key);
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        return table.get(LedgerRow.id(key))
                .map(row -> row.map(this::found).orElse(Found.NOTHING))
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
    public LeaseTerm term() {
        return term;
    }

    @Override
    public Optional<Duration> retention() {
        return Optional.of(sweep.retention());
    }

    private Uni<Optional<Found>> writeRow(TableEntity.Id id, Found from, LedgerEntry to) {
        if (to.equals(LedgerEntry.NONE)) {
            return remove(id, from);
        }
        return from.version()
                .map(version -> replace(id, from.entry(), version, to))
                .orElseGet(() -> table.insert(id, LedgerRow.write(to)))
                .map(written -> written.map(version -> Found.of(to, version)));
    }

    /** Most writes leave the history as it is, and the events may be many. */
    private Uni<Optional<String>> replace(TableEntity.Id id, LedgerEntry from, String version, LedgerEntry to) {
        boolean isOld = version.startsWith(OLD);
        return !isOld && from.history().equals(to.history())
                ? table.merge(id, version, LedgerRow.writeWithoutHistory(to))
                : table.replace(id, etag(version), LedgerRow.write(to));
    }

    private Uni<Optional<Found>> remove(TableEntity.Id id, Found from) {
        return from.version()
                .map(version -> table.delete(id, etag(version)))
                .orElseGet(() -> Uni.createFrom().item(true))
                .map(isGone -> isGone ? Optional.of(Found.NOTHING) : Optional.empty());
    }

    private Found found(TableEntity row) {
        String version = LedgerRow.isCurrent(row.properties()) ? row.version() : OLD + row.version();
        return Found.of(LedgerRow.read(row.properties(), clock.instant()), version);
    }

    private static String etag(String version) {
        return version.startsWith(OLD) ? version.substring(OLD.length()) : version;
    }
}
