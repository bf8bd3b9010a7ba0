package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryJson;
import dev.orgrelay.journal.Intended;
import dev.orgrelay.journal.OutcomeJson;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.DeadLetter;
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

    /** One message, what it asks for, and what became of it. */
    public record Entry(Mapped mapped, Intended intended, Outcome outcome) {

        public Entry(Mapped mapped, Outcome outcome) {
            this(
                    mapped,
                    mapped.asked().map(Intended::of).orElseGet(() -> Intended.of(mapped.target(), mapped.named())),
                    outcome);
        }
    }

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
        entries.forEach(
                entry -> outcomes.add(OutcomeJson.of(entry.mapped().provenance(), entry.intended(), entry.outcome())));
        return body;
    }

    /** What each message means, in the words of a mapping's result. */
    ArrayNode results() {
        ArrayNode results = JSON.arrayNode();
        entries.forEach(entry -> results.add(DeliveryJson.mapped(entry.mapped().provenance(), entry.intended())));
        return results;
    }

    /** Tells {@code recording} what became of a message that was given up. */
    public static void tell(Recording recording, DeadLetter letter) {
        Intended intended = letter.change()
                .map(Intended::of)
                .orElseGet(() -> Intended.of(Optional.of(letter.application()), letter.organization()));
        recording.message(letter.provenance(), intended, new Outcome.Refused(letter.reason()).keptAs(letter.id()));
    }

    /** Tells {@code recording} what became of each message. */
    public void tell(Recording recording) {
        if (recording.id().isPresent()) {
            entries.forEach(entry -> recording.message(entry.mapped().provenance(), entry.intended(), entry.outcome()));
        }
    }
}
