package dev.orgrelay.intake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.Unusable;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/** A report as senders and operators read it: {@code {"source": ..., "outcomes": [...]}}, one outcome for each message. */
public final class ReportJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ReportJson() {}

    public static ObjectNode of(Report report) {
        ObjectNode body = JSON.objectNode().put("source", report.source());
        ArrayNode outcomes = body.putArray("outcomes");
        report.entries().forEach(entry -> outcomes.add(outcome(entry.mapped(), entry.outcome())));
        return body;
    }

    private static ObjectNode outcome(Mapped mapped, Outcome outcome) {
        ObjectNode json = JSON.objectNode()
                .put("outcome", outcome.word())
                .put("operation", mapped.provenance().operation().word());
        mapped.match(
                toApply -> addChange(json, toApply.change()),
                toRefetch -> addUnusable(json, toRefetch.withoutLookup()),
                toResync -> json.put("application", toResync.application()),
                nothingToDo -> json,
                notYet -> addChange(json, notYet.change()),
                unusable -> addUnusable(json, unusable));
        addProvenance(json, mapped.provenance());
        put(json, "detail", outcome.detail());
        if (outcome instanceof Outcome.Refused refused) {
            put(json, "deadLetter", refused.deadLetter());
        }
        return json;
    }

    private static ObjectNode addChange(ObjectNode json, Change change) {
        json.put("application", change.application())
                .put("organization", change.organization().value());
        put(json, "displayName", change.displayName());
        if (change.placement().isChange()) {
            json.put(
                    "parent",
                    change.placement().parent().map(OrganizationId::value).orElse(null));
        }
        return json;
    }

    private static ObjectNode addUnusable(ObjectNode json, Unusable unusable) {
        json.put("application", unusable.application());
        put(json, "organization", unusable.organization().map(Text::shorten));
        return json;
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
