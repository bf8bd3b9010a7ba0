package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.relay.ChangeObserver;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/** A journal in memory with whoever writes to it, for tests of other rooms. */
public final class TestJournal {

    private final Journal journal = Journal.inMemory();
    private final Recorder recorder;

    public TestJournal(Clock clock) {
        this.recorder = new Recorder(journal, clock);
    }

    public Recorder recorder() {
        return recorder;
    }

    public ChangeObserver observer() {
        return new RecordedChanges(recorder);
    }

    /** The newest delivery, whole. */
    public ObjectNode newest() {
        return journal.list(newest(1)).await().indefinitely().deliveries().stream()
                .flatMap(head -> DeliveryId.parse(head.path("id").asText()).stream())
                .flatMap(id -> journal.find(id).await().indefinitely().stream())
                .findFirst()
                .orElseThrow();
    }

    /** Asks for all of them. */
    public static DeliveryQuery newest(int most) {
        return before(Optional.empty(), most);
    }

    /** Asks for all of them but those on earlier pages. */
    public static DeliveryQuery before(Optional<DeliveryId> end, int most) {
        return new DeliveryQuery(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                end,
                Optional.empty(),
                most);
    }
}
