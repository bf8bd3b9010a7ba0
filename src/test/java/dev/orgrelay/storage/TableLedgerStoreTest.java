package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.relay.EventKey;
import dev.orgrelay.relay.Field;
import dev.orgrelay.relay.History;
import dev.orgrelay.relay.Intention;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.LeaseTerm;
import dev.orgrelay.relay.LedgerContract;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.LedgerStore.Found;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.SeenEvents;
import dev.orgrelay.relay.Silence;
import dev.orgrelay.relay.Waiting;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class TableLedgerStoreTest extends LedgerContract {

    private static final AtomicInteger TABLES = new AtomicInteger();
    private static final Duration RETENTION = Duration.ofDays(30);

    @Inject
    Storage storage;

    private Table table;

    /** A table that does not exist yet. */
    @Override
    protected void prepare() {
        AzuriteProfile.healthy();
        table = storage.table("contract" + TABLES.incrementAndGet());
    }

    @Override
    protected LedgerStore store() {
        return new TableLedgerStore(table, sweep(), LeaseTerm.USUAL, clock);
    }

    @Test
    void anEntryIsReadAsItWasWritten() {
        LedgerEntry entry = entry(new byte[24_000]);
        LedgerStore store = store();

        Found written = write(store, Found.NOTHING, entry).orElseThrow();

        assertThat(read(store())).isEqualTo(written);
        assertThat(read(store()).entry()).isEqualTo(entry);
    }

    @Test
    void theLeaseAloneCanChangeAndTheRestStays() {
        LedgerStore store = store();
        LedgerEntry leased = entry(new byte[24]);
        Found first = write(store, Found.NOTHING, leased).orElseThrow();
        LedgerEntry free = LedgerEntry.of(leased.history());

        Found second = write(store, first, free).orElseThrow();
        assertThat(read(store())).isEqualTo(second);
        assertThat(read(store()).entry()).isEqualTo(free);
        assertThat(write(store, second, leased)).isPresent();
        assertThat(read(store()).entry()).isEqualTo(leased);
    }

    @Test
    void ofTwoWhoWriteOverTheSameEntryOneIsTurnedAway() {
        LedgerEntry entry = entry(new byte[12]);
        LedgerEntry other = entry(new byte[24]);
        Found first = write(store(), Found.NOTHING, entry).orElseThrow();

        assertThat(write(store(), Found.NOTHING, other)).isEmpty();
        assertThat(write(store(), first, other)).isPresent();
        assertThat(write(store(), first, entry)).isEmpty();
        assertThat(write(store(), first, LedgerEntry.NONE)).isEmpty();
    }

    @Test
    void nothingAsAnEntryRemovesTheRow() {
        Found first = write(store(), Found.NOTHING, entry(new byte[12])).orElseThrow();

        assertThat(write(store(), first, LedgerEntry.NONE)).contains(Found.NOTHING);
        assertThat(read(store())).isEqualTo(Found.NOTHING);
        assertThat(write(store(), first, LedgerEntry.NONE)).isEmpty();
    }

    @Test
    void whatWasSeenLatelyIsKnownWithoutARead() {
        LedgerStore store = store();
        assertThat(store.known(key("seattle"))).isEmpty();

        Found written = write(store, Found.NOTHING, entry(new byte[12])).orElseThrow();

        int before = AzuriteProfile.Resource.tables().requests();
        assertThat(store.known(key("seattle"))).contains(written);
        assertThat(AzuriteProfile.Resource.tables().requests()).isEqualTo(before);
    }

    @Test
    void oldRowsGoWithoutALeaseAndNotBeforeTheirTime() {
        Instant now = Instant.now();
        LedgerEntry entry = entry(new byte[12]);
        Lease endless = new Lease("1", now.plus(Duration.ofDays(100)), Optional.empty());
        store().write(key("leased"), Found.NOTHING, withLease(entry.history(), endless))
                .await()
                .indefinitely();
        write(store(), Found.NOTHING, entry);

        sweep().page(now.plus(RETENTION).minusSeconds(60)).await().indefinitely();
        assertThat(read(store()).entry()).isEqualTo(entry);

        sweep().page(now.plus(RETENTION).plusSeconds(60)).await().indefinitely();
        assertThat(read(store())).isEqualTo(Found.NOTHING);
        assertThat(store().read(key("leased")).await().indefinitely()).isNotEqualTo(Found.NOTHING);
    }

    @Test
    void aRowOfTheFirstFormatIsReplacedAsAWholeWhateverChanges() {
        table.put(
                        LedgerRow.id(key("seattle")),
                        JsonNodeFactory.instance.objectNode().put("DisplayNameAt", "2026-11-23T09:00:00Z"))
                .await()
                .indefinitely();
        LedgerStore store = store();
        Found first = read(store);

        LedgerEntry leased = withLease(first.entry().history(), new Lease("1", clock.instant(), Optional.empty()));
        write(store, first, leased).orElseThrow();

        assertThat(read(store()).entry()).isEqualTo(leased);
        assertThat(write(store, first, leased)).isEmpty();
    }

    @Test
    void aRowThatIsNoEntryIsNotGuessedAt() {
        table.put(
                        LedgerRow.id(key("seattle")),
                        JsonNodeFactory.instance.objectNode().put("DeletedAt", "yesterday"))
                .await()
                .indefinitely();

        assertThat(store().read(key("seattle"))
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .indefinitely())
                .isNull();
    }

    private Sweep sweep() {
        return new Sweep(table, RETENTION, clock);
    }

    private Found read(LedgerStore store) {
        return store.read(key("seattle")).await().indefinitely();
    }

    private Optional<Found> write(LedgerStore store, Found from, LedgerEntry to) {
        return store.write(key("seattle"), from, to).await().indefinitely();
    }

    private static LedgerEntry withLease(History history, Lease lease) {
        return new LedgerEntry(history, List.of(), Optional.empty(), Optional.of(lease), Silence.NONE);
    }

    private LedgerEntry entry(byte[] events) {
        Instant now = clock.instant().plusNanos(123_456_789);
        Mark mark = new Mark(now, "hr", Optional.of("7f1c \u20ac"), -5);
        Mark other = new Mark(now.minusSeconds(5), "hr", Optional.empty());
        EventKey key = new EventKey(-17);
        Intention create = new Intention(
                mark,
                Optional.of(key),
                List.of(key, new EventKey(5)),
                Map.of(Field.DISPLAY_NAME, -1L, Field.PARENT, 7L));
        Intention delete = new Intention(other, Optional.empty(), List.of(), Map.of(Field.EXISTENCE, 0L));
        Waiting move = new Waiting(
                Placement.topLevel(),
                new Mark(now.plusSeconds(1), "crm", Optional.empty()),
                Optional.of(key),
                List.of(key));
        return new LedgerEntry(
                new History(mark, Mark.NONE, other, SeenEvents.of(events)),
                List.of(create, delete),
                Optional.of(move),
                Optional.of(new Lease("a/1", now.plusSeconds(30), Optional.of(create))),
                new Silence(now.plusSeconds(20), mark, Optional.of(key)));
    }
}
