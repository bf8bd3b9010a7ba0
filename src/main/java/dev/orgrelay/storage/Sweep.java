package dev.orgrelay.storage;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/**
 * Removes what the ledger need not remember any longer, in passing: a page now and then, while nobody waits for it. What fails is left for the next
 * time.
 */
final class Sweep {

    private static final Logger LOG = Logger.getLogger(Sweep.class);

    /** Also after the start, since functions are often stopped before long. */
    static final Duration INTERVAL = Duration.ofMinutes(10);

    private static final int PAGE = 100;

    private final Table table;
    private final Duration retention;
    private final Clock clock;
    private final AtomicReference<Instant> next;
    private volatile Map<String, String> position = Map.of();

    Sweep(Table table, Duration retention, Clock clock) {
        this.table = table;
        this.retention = retention;
        this.clock = clock;
        this.next = new AtomicReference<>(clock.instant().plus(INTERVAL));
    }

    /** How long rows are kept that nobody writes. */
    Duration retention() {
        return retention;
    }

    /** Sweeps if it is time. */
    void passBy() {
        Instant due = next.get();
        Instant now = clock.instant();
        if (!now.isBefore(due) && next.compareAndSet(due, now.plus(INTERVAL))) {
            page(now)
                    .subscribe()
                    .with(swept -> {}, failure -> LOG.debugf("the ledger was not swept: %s", failure.getMessage()));
        }
    }

    /** Looks at one page of old rows; completes when those that can go are gone. */
    Uni<Void> page(Instant now) {
        return table.query(query(now)).flatMap(rows -> {
            position = rows.next();
            return Multi.createFrom()
                    .iterable(rows.properties())
                    .onItem()
                    .transformToUniAndConcatenate(row -> removeIfOld(TableEntity.Id.of(row), now))
                    .onItem()
                    .ignoreAsUni();
        });
    }

    /** The service keeps {@code Timestamp}, the time of the last write, by itself. */
    private Map<String, String> query(Instant now) {
        Map<String, String> query = new HashMap<>(position);
        query.put("$filter", "Timestamp lt datetime'" + now.minus(retention) + "'");
        query.put("$select", "PartitionKey,RowKey");
        query.put("$top", Integer.toString(PAGE));
        return query;
    }

    /** One that cannot be read is left as it is, and keeps the others from nothing. */
    private Uni<Boolean> removeIfOld(TableEntity.Id id, Instant now) {
        return table.get(id)
                .flatMap(found -> found.filter(
                                row -> !LedgerRow.read(row.properties(), now).isLeased(now))
                        .map(row -> table.delete(id, row.version()))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .onFailure(StorageException::isOfOneRow)
                .recoverWithItem(false);
    }
}
