package dev.orgrelay.storage;

import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Removes what the journal need not keep any longer, in passing: as many rows at once as are written at once, while there are any, then a look now and then. */
final class JournalSweep {

    private static final Logger LOG = Logger.getLogger(JournalSweep.class);
    private static final Duration INTERVAL = Duration.ofMinutes(10);

    private final Table table;
    private final Duration kept;
    private final Clock clock;
    private final AtomicReference<Instant> next;

    /** @param kept how long rows are kept, in whole days */
    JournalSweep(Table table, Duration kept, Clock clock) {
        this.table = table;
        this.kept = kept;
        this.clock = clock;
        this.next = new AtomicReference<>(clock.instant());
    }

    /** Sweeps if it is time. */
    void passBy() {
        Instant due = next.get();
        Instant now = clock.instant();
        if (!now.isBefore(due) && next.compareAndSet(due, now.plus(INTERVAL))) {
            group(now)
                    .subscribe()
                    .with(
                            isMore -> next.set(isMore ? now : now.plus(INTERVAL)),
                            failure -> LOG.debugf("the journal was not swept: %s", failure.getMessage()));
        }
    }

    /** Removes some of the oldest rows of one partition; true if there may be more. */
    Uni<Boolean> group(Instant now) {
        long lastDay = Duration.ofMillis(now.minus(kept).toEpochMilli()).toDays();
        Map<String, String> old = Map.of(
                "$filter",
                "PartitionKey gt '" + JournalRows.partition(lastDay) + "'",
                "$select",
                "PartitionKey,RowKey",
                "$top",
                Integer.toString(EntityGroup.MOST));
        return table.query(old).flatMap(page -> {
            List<TableEntity.Id> all =
                    page.properties().stream().map(TableEntity.Id::of).toList();
            List<TableEntity.Id> group = all.stream()
                    .filter(id -> id.partition().equals(all.get(0).partition()))
                    .toList();
            return group.isEmpty()
                    ? Uni.createFrom().item(!page.next().isEmpty())
                    : table.deleteAll(group).replaceWith(true);
        });
    }
}
