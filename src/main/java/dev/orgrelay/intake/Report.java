package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of the messages of one delivery, in their order.
 *
 * @param source name of the sender
 */
public record Report(String source, List<Entry> entries) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** One message and what became of it. */
    public record Entry(Mapped mapped, Outcome outcome) {}

    /** @param outcomes one for each of {@code messages} */
    static Report of(String source, List<Mapped> messages, List<Outcome> outcomes) {
        List<Entry> entries = new ArrayList<>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            entries.add(new Entry(messages.get(i), outcomes.get(i)));
        }
        return new Report(source, entries);
    }

    /** Whether something of it is stored, to be applied later. */
    public boolean isQueued() {
        for (Entry entry : entries) {
            if (entry.outcome() instanceof Outcome.Queued) {
                return true;
            }
        }
        return false;
    }

    /** How long the sender should wait before it sends all of it again; empty if nothing is left to do. */
    public Optional<Duration> retryAfter() {
        Optional<Duration> longest = Optional.empty();
        for (Entry entry : entries) {
            Optional<Duration> wait = entry.outcome().retryAfter();
            if (longest.isEmpty() || wait.isPresent() && wait.get().compareTo(longest.get()) > 0) {
                longest = wait;
            }
        }
        return longest;
    }

    /** As senders and operators read it: {@code {"source": ..., "outcomes": [...]}}. */
    public ObjectNode toJson() {
        ObjectNode body = JSON.objectNode().put("source", source);
        ArrayNode outcomes = body.putArray("outcomes");
        entries.forEach(entry -> outcomes.add(outcome(entry.mapped(), entry.outcome())));
        return body;
    }

    private static ObjectNode outcome(Mapped mapped, Outcome outcome) {
        ObjectNode json = JSON.objectNode()
                .put("outcome", outcome.word())
                .put("operation", mapped.provenance().operation().word());
        put(json, "application", mapped.target());
        put(json, "organization", mapped.named().map(Text::shorten));
        mapped.asked().ifPresent(change -> addFields(json, change));
        addProvenance(json, mapped.provenance());
        put(json, "detail", outcome.detail().map(detail -> detail + place(mapped, outcome)));
        if (outcome instanceof Outcome.Refused refused) {
            put(json, "deadLetter", refused.deadLetter());
        }
        return json;
    }

    /** Where a planned change puts or leaves the organization, if no parent in the report says it. */
    private static String place(Mapped mapped, Outcome outcome) {
        return mapped.asked()
                .filter(change -> outcome instanceof Outcome.Planned && !(change instanceof Change.Delete))
                .map(Change::placement)
                .filter(placement -> placement.parent().isEmpty())
                .map(placement -> placement.isChange() ? "; top level" : "; parent unchanged")
                .orElse("");
    }

    private static void addFields(ObjectNode json, Change change) {
        put(json, "displayName", change.displayName());
        if (change.placement().isChange()) {
            json.put(
                    "parent",
                    change.placement().parent().map(OrganizationId::value).orElse(null));
        }
    }

    private static void addProvenance(ObjectNode json, Provenance provenance) {
        put(json, "sourceId", provenance.sourceId());
        put(json, "parentSourceId", provenance.parentSourceId());
        put(json, "tenant", provenance.tenant());
        put(json, "eventId", provenance.eventId());
        put(json, "occurredAt", provenance.occurredAt().map(Object::toString));
    }

    private static void put(ObjectNode json, String member, Optional<String> value) {
        value.ifPresent(text -> json.put(member, text));
    }
}
