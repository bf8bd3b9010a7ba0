package dev.orgrelay.journal.history;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.status.DeferredChanges.Deferred;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.Field;
import dev.orgrelay.relay.Intention;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.ScheduledChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The history of one organization as operators read it. What nobody told is null. */
record HistoryJson(
        LedgerKey key,
        LedgerEntry entry,
        Optional<Organization> actual,
        boolean isOwned,
        RecordedDeliveries deliveries) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int MOST_OVERTAKEN = 10;
    private static final String DISPLAY_NAME = "displayName";
    private static final String PARENT = "parent";

    /**
     * @param deferred changes of it that wait to be sent again
     * @param later those that wait for their day
     */
    ObjectNode write(List<Deferred> deferred, List<ScheduledChange> later) {
        ObjectNode json = JSON.objectNode()
                .put("organization", key.organization().value())
                .put("application", key.application())
                .put("exists", actual.isPresent());
        json.set(
                DISPLAY_NAME,
                field(DISPLAY_NAME, entry.history().displayName(), actual.map(Organization::displayName)));
        json.set(
                PARENT,
                field(
                        PARENT,
                        entry.history().parent(),
                        actual.flatMap(Organization::parent).map(OrganizationId::value)));
        Mark deleted = entry.history().deleted();
        json.set("deleted", isTold(deleted) ? mark(JSON.objectNode(), deleted) : null);
        json.put("owned", isOwned);
        json.set("open", open());
        json.set("waiting", waiting(deferred, later));
        json.set("overtaken", overtaken());
        return json;
    }

    /** Neither the ledger nor IoT Central may know a field that the other one knows. */
    private ObjectNode field(String member, Mark mark, Optional<String> now) {
        if (!isTold(mark) && actual.isEmpty()) {
            return null;
        }
        ObjectNode json = JSON.objectNode()
                .put(
                        "value",
                        deliveries
                                .applied(mark)
                                .flatMap(entry -> entry.text(member))
                                .orElse(null))
                .put("actual", now.orElse(null));
        return mark(json, mark);
    }

    private ObjectNode mark(ObjectNode json, Mark mark) {
        Optional<RecordedDeliveries.Entry> delivery = isTold(mark) ? deliveries.applied(mark) : Optional.empty();
        return json.put("since", isTold(mark) ? mark.at().toString() : null)
                .put(
                        "appliedAt",
                        delivery.map(found -> found.endedAt().toString()).orElse(null))
                .put("source", isTold(mark) ? mark.source() : null)
                .put("event", mark.event().orElse(null))
                .put(
                        "delivery",
                        delivery.map(RecordedDeliveries.Entry::delivery).orElse(null));
    }

    /** Those that somebody is at, and those of which nobody knows the end. */
    private ArrayNode open() {
        ArrayNode open = JSON.arrayNode();
        entry.lease().ifPresent(lease -> lease.intention()
                .ifPresent(intention -> open.add(intention(intention, Optional.of(lease.until())))));
        entry.open().forEach(intention -> open.add(intention(intention, Optional.empty())));
        return open;
    }

    private static ObjectNode intention(Intention intention, Optional<Instant> until) {
        return entry(intention.mark(), until, words(intention.values().keySet()));
    }

    private ArrayNode waiting(List<Deferred> deferred, List<ScheduledChange> later) {
        ArrayNode waiting = JSON.arrayNode();
        entry.waiting().ifPresent(move -> waiting.add(entry(move.mark(), Optional.empty(), List.of(PARENT))));
        deferred.stream()
                .filter(change -> entry.waiting()
                        .filter(move -> isOf(move.mark(), change.change().provenance()))
                        .isEmpty())
                .forEach(change -> waiting.add(
                        entry(change.change(), change.change().provenance().at(), change.reason())));
        later.forEach(kept ->
                waiting.add(entry(kept.change(), kept.effectiveAt(), "it takes effect at " + kept.effectiveAt())));
        return waiting;
    }

    private static boolean isOf(Mark mark, Provenance provenance) {
        return mark.source().equals(provenance.source())
                && mark.at().equals(provenance.at())
                && mark.event().isPresent() == provenance.eventId().isPresent();
    }

    private static ObjectNode entry(Change change, Instant since, String detail) {
        Provenance provenance = change.provenance();
        return entry(
                        provenance.eventId(),
                        provenance.source(),
                        provenance.occurredAt(),
                        since,
                        Optional.empty(),
                        words(change))
                .put("detail", detail);
    }

    private ArrayNode overtaken() {
        ArrayNode overtaken = JSON.arrayNode();
        for (RecordedDeliveries.Entry late : deliveries.overtaken(MOST_OVERTAKEN)) {
            overtaken.add(entry(
                            late.text("eventId"),
                            late.source(),
                            late.text("occurredAt").map(Instant::parse),
                            late.decidedBy(),
                            Optional.empty(),
                            words(late))
                    .put("detail", late.text("detail").orElse(null))
                    .put("delivery", late.delivery()));
        }
        return overtaken;
    }

    private static List<String> words(RecordedDeliveries.Entry late) {
        List<String> words = new ArrayList<>();
        late.outcome().fieldNames().forEachRemaining(name -> {
            if (name.equals(DISPLAY_NAME) || name.equals(PARENT)) {
                words.add(name);
            }
        });
        return words.isEmpty() ? List.of(word(Field.EXISTENCE)) : words;
    }

    private static List<String> words(Change change) {
        List<String> words = new ArrayList<>();
        change.displayName().ifPresent(name -> words.add(DISPLAY_NAME));
        if (change.placement().isChange()) {
            words.add(PARENT);
        }
        return words.isEmpty() ? List.of(word(Field.EXISTENCE)) : words;
    }

    private static List<String> words(Collection<Field> fields) {
        return fields.stream().sorted().map(HistoryJson::word).toList();
    }

    private static String word(Field field) {
        return switch (field) {
            case DISPLAY_NAME -> DISPLAY_NAME;
            case PARENT -> PARENT;
            case EXISTENCE -> "existence";
        };
    }

    private static ObjectNode entry(Mark mark, Optional<Instant> until, List<String> fields) {
        return entry(mark.event(), mark.source(), Optional.empty(), mark.at(), until, fields);
    }

    private static ObjectNode entry(
            Optional<String> event,
            String source,
            Optional<Instant> occurredAt,
            Instant since,
            Optional<Instant> until,
            List<String> fields) {
        ObjectNode json = JSON.objectNode()
                .put("event", event.orElse(null))
                .put("source", source)
                .put("occurredAt", occurredAt.map(Instant::toString).orElse(null))
                .put("since", since.toString())
                .put("until", until.map(Instant::toString).orElse(null));
        ArrayNode words = json.putArray("fields");
        fields.forEach(words::add);
        return json;
    }

    private static boolean isTold(Mark mark) {
        return !mark.equals(Mark.NONE);
    }
}
