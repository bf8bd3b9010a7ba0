package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.source.Mapped;
import dev.orgrelay.source.mapping.Envelope;
import dev.orgrelay.source.mapping.Input;
import dev.orgrelay.source.mapping.Interpretation;
import dev.orgrelay.source.mapping.Mapping;
import dev.orgrelay.source.mapping.Routing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several changes that a mapping makes of one event are not the same event twice, but an event delivered again is. */
class ChangesOfOneEventTest {

    private static final Mapping MAPPING = Mapping.compile(
            "[{'operation': 'update', 'id': 'seattle', 'displayName': 'Seattle', 'eventId': 'e1'},"
                    + " {'operation': 'update', 'id': 'seattle', 'parent': 'washington', 'eventId': 'e1'}]",
            "mapping",
            SourceIds.SECOND);

    private final TestClock clock = new TestClock(Instant.parse("2026-11-23T10:15:30Z"));
    private final Ledger ledger = new StoredLedger(LedgerStore.inMemory(clock), new Alarm(), clock);

    @Test
    void theLedgerLetsBothThroughOnce() {
        for (Change change : changes()) {
            Reservation reservation = reserve(change);
            assertThat(reservation).isInstanceOf(Reservation.Acquired.class);
            ledger.complete((Reservation.Acquired) reservation).await().indefinitely();
        }

        assertThat(changes()).extracting(this::reserve).containsOnly(new Reservation.Seen());
    }

    private Reservation reserve(Change change) {
        return ledger.acquire(change).await().indefinitely();
    }

    private List<Change> changes() {
        Input input = Input.of(MissingNode.getInstance(), "hr", Map.of());
        return new Interpretation(new Routing("hr", "plant", Map.of()))
                .of(MAPPING.evaluate(input), Envelope.receivedAt(clock.instant())).stream()
                        .map(mapped -> ((Mapped.ToApply) mapped).change())
                        .toList();
    }
}
