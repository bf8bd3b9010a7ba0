package dev.orgrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal journal() {
        return Journal.inMemory();
    }

    @Test
    void theNewestThousandAreKept() {
        for (int i = 0; i < 1_010; i++) {
            journal.add(known(i, 10));
        }
        assertThat(journal.find(id(9)).await().indefinitely()).isEmpty();
        assertThat(journal.find(id(10)).await().indefinitely()).isPresent();
    }

    @Test
    void fewerAreKeptIfTheyAreLarge() {
        for (int i = 0; i < 1_000; i++) {
            journal.add(known(i, 16 * 1024));
        }
        assertThat(journal.find(id(999)).await().indefinitely()).isPresent();
        int kept = 0;
        for (int i = 0; i < 1_000; i++) {
            kept += journal.find(id(i)).await().indefinitely().isPresent() ? 1 : 0;
        }
        assertThat(kept).isBetween(400, 512);
    }

    @Test
    void strangersPushOutNobodyButStrangers() {
        journal.add(known(0, 10));
        for (int i = 1; i <= 10_000; i++) {
            journal.add(stranger(i, "no signature"));
        }
        assertThat(journal.list(TestJournal.newest(200)).await().indefinitely().deliveries())
                .hasSize(200);
        assertThat(journal.find(id(0)).await().indefinitely()).isPresent();
        assertThat(journal.find(id(9_800)).await().indefinitely()).isEmpty();
        assertThat(journal.find(id(9_801)).await().indefinitely()).isPresent();
    }

    private static DeliveryRecord known(long number, int size) {
        ReceivedRequest request = request(Map.of("a", "b"), new byte[size]);
        DeliveryRecord delivery = delivery(number, "hr");
        return new DeliveryRecord(
                delivery.id(),
                delivery.receivedAt(),
                delivery.source(),
                delivery.kind(),
                delivery.method(),
                delivery.path(),
                delivery.status(),
                delivery.took(),
                delivery.detail(),
                delivery.by(),
                delivery.count(),
                size,
                Optional.of(request),
                delivery.proof(),
                delivery.messages(),
                delivery.answer());
    }
}
