package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryJson;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.DeliveryRecord;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.organization.DeliveryId;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** A journal in a table, which instances share. Whoever reads it sees what this instance has added so far. */
final class TableJournal implements Journal {

    /** Of whoever reads for what is being written, and of the end of the process. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Table table;
    private final JournalWriter writer;
    private final Duration kept;
    private final Clock clock;

    /** @param kept how long records are kept, in whole days */
    TableJournal(Table table, Duration kept, Clock clock) {
        this.table = table;
        this.writer = new JournalWriter(table, new JournalSweep(table, kept, clock)::passBy);
        this.kept = kept;
        this.clock = clock;
    }

    @Override
    public void add(DeliveryRecord delivery) {
        writer.add(delivery);
    }

    @Override
    public Uni<Page> list(DeliveryQuery query) {
        return written().flatMap(written -> new JournalSearch(table, query, clock.instant(), kept).page());
    }

    @Override
    public Uni<Optional<ObjectNode>> find(DeliveryId id) {
        return written()
                .flatMap(written -> table.get(JournalRows.id(JournalRows.RECORD, id)))
                .map(found -> found.map(TableEntity::properties)
                        .map(row -> DeliveryJson.whole(
                                JournalSearch.read(row, JournalRows.HEAD), JournalSearch.read(row, JournalRows.REST))));
    }

    /** What is not written by then is lost. */
    @Override
    public void close() {
        written().await().indefinitely();
    }

    private Uni<Void> written() {
        return writer.flush().ifNoItem().after(LONGEST_WAIT).recoverWithItem(() -> null);
    }
}
