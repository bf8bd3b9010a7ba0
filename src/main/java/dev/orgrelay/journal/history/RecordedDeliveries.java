package dev.orgrelay.journal.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.Mark;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the newest deliveries of the journal say of one organization, newest first. */
record RecordedDeliveries(List<Entry> entries) {

    private static final RecordedDeliveries NONE = new RecordedDeliveries(List.of());

    /**
     * One message about it.
     *
     * @param delivery the id of what it came with
     * @param endedAt when that was answered
     */
    record Entry(String delivery, String source, Instant receivedAt, Instant endedAt, JsonNode outcome) {

        Optional<String> text(String member) {
            return Optional.ofNullable(outcome.path(member).textValue());
        }

        private boolean saysOf(Mark mark) {
            return source.equals(mark.source())
                    && text("eventId").equals(mark.event())
                    && (mark.event().isPresent() || decidedBy().equals(mark.at()));
        }

        /** The time that decides about order, as far as the journal tells. */
        Instant decidedBy() {
            return text("occurredAt").map(Instant::parse).orElse(receivedAt);
        }
    }

    static Uni<RecordedDeliveries> of(Journal journal, LedgerKey key) {
        return journal.list(query(key))
                .map(page -> new RecordedDeliveries(entries(page, key)))
                .onFailure()
                .recoverWithItem(NONE);
    }

    /** The delivery in which {@code mark} was applied. */
    Optional<Entry> applied(Mark mark) {
        return entries.stream()
                .filter(entry -> entry.text("outcome").filter("applied"::equals).isPresent() && entry.saysOf(mark))
                .findFirst();
    }

    /** The newest messages that came too late to count. */
    List<Entry> overtaken(int most) {
        return entries.stream()
                .filter(entry -> entry.text("outcome").filter("stale"::equals).isPresent())
                .limit(most)
                .toList();
    }

    private static List<Entry> entries(Journal.Page page, LedgerKey key) {
        List<Entry> entries = new ArrayList<>();
        for (ObjectNode delivery : page.deliveries()) {
            Instant receivedAt = Instant.parse(delivery.path("receivedAt").asText());
            for (JsonNode outcome : delivery.path("outcomes")) {
                if (isAbout(outcome, key)) {
                    entries.add(new Entry(
                            delivery.path("id").asText(),
                            delivery.path("source").asText(),
                            receivedAt,
                            receivedAt.plusMillis(delivery.path("milliseconds").asLong()),
                            outcome));
                }
            }
        }
        return entries;
    }

    private static boolean isAbout(JsonNode outcome, LedgerKey key) {
        return outcome.path("organization").asText().equals(key.organization().value())
                && outcome.path("application").asText().equals(key.application());
    }

    private static DeliveryQuery query(LedgerKey key) {
        return new DeliveryQuery(
                Optional.empty(),
                Set.of(),
                Optional.of(key.organization().value()),
                Optional.of(key.application()),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                DeliveryQuery.MOST_ON_A_PAGE);
    }
}
