package dev.orgrelay.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.DeliveryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemoryJournalTest {

    private final MemoryJournal journal = new MemoryJournal();

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
            journal.add(stranger(i));
        }
        assertThat(list(Optional.empty(), 200)).hasSize(200);
        assertThat(journal.find(id(0)).await().indefinitely()).isPresent();
        assertThat(journal.find(id(9_800)).await().indefinitely()).isEmpty();
        assertThat(journal.find(id(9_801)).await().indefinitely()).isPresent();
    }

    @Test
    void bothAreListedNewestFirstByTheirIdsInWhateverOrderTheyEnded() {
        journal.add(stranger(3));
        journal.add(known(4, 10));
        journal.add(known(1, 10));
        journal.add(stranger(2));
        assertThat(list(Optional.empty(), 3)).isEqualTo(List.of(id(4), id(3), id(2)));
        assertThat(list(Optional.of(id(2)), 3)).isEqualTo(List.of(id(1)));
    }

    private List<DeliveryId> list(Optional<DeliveryId> before, int most) {
        return journal.list(TestJournal.before(before, most)).await().indefinitely().deliveries().stream()
                .map((JsonNode head) ->
                        DeliveryId.parse(head.path("id").asText()).orElseThrow())
                .toList();
    }

    static DeliveryId id(long number) {
        return DeliveryId.of(number << 12, 7);
    }

    private static DeliveryRecord known(long number, int size) {
        return delivery(
                number,
                Optional.of(new ReceivedRequest(Map.of("a", "b"), Map.of(), Optional.of(new byte[size]), true)));
    }

    private static DeliveryRecord stranger(long number) {
        return delivery(number, Optional.empty());
    }

    private static DeliveryRecord delivery(long number, Optional<ReceivedRequest> request) {
        return new DeliveryRecord(
                id(number),
                Instant.ofEpochMilli(number),
                "hr",
                DeliveryKind.EVENT,
                "POST",
                "/api/events/hr",
                401,
                Duration.ofMillis(3),
                Optional.of("no signature"),
                Optional.empty(),
                1,
                10,
                request,
                ProofVerdict.NONE,
                List.of(),
                Optional.empty());
    }
}
