package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/** What became of one message, as senders and operators read it. */
public final class OutcomeJson {

    private OutcomeJson() {}

    public static ObjectNode of(Provenance provenance, Intended intended, Outcome outcome) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("outcome", outcome.word())
                .put("operation", provenance.operation().word());
        addIntended(json, intended);
        put(json, "sourceId", provenance.sourceId());
        put(json, "parentSourceId", provenance.parentSourceId());
        put(json, "tenant", provenance.tenant());
        put(json, "eventId", provenance.eventId());
        put(json, "occurredAt", provenance.occurredAt().map(Object::toString));
        put(json, "detail", outcome.detail().map(detail -> detail + place(intended, outcome)));
        if (outcome instanceof Outcome.Refused refused) {
            put(json, "deadLetter", refused.deadLetter());
        }
        return json;
    }

    /** Where a planned change puts or leaves the organization, if no parent says it. A delete has no fields. */
    private static String place(Intended intended, Outcome outcome) {
        boolean isMove = intended.placement().isChange();
        boolean leavesParentOpen = outcome instanceof Outcome.Planned
                && (isMove || intended.displayName().isPresent())
                && intended.placement().parent().isEmpty();
        if (!leavesParentOpen) {
            return "";
        }
        return isMove ? "; top level" : "; parent unchanged";
    }

    static void addIntended(ObjectNode json, Intended intended) {
        put(json, "application", intended.application());
        put(json, "organization", intended.organization().map(Text::shorten));
        put(json, "displayName", intended.displayName());
        if (intended.placement().isChange()) {
            json.put(
                    "parent",
                    intended.placement().parent().map(OrganizationId::value).orElse(null));
        }
    }

    static void put(ObjectNode json, String member, Optional<String> value) {
        if (value.isPresent()) {
            json.put(member, value.get());
        }
    }
}
