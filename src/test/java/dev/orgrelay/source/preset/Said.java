package dev.orgrelay.source.preset;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a message was understood to say, as the flat members in which samples write it. */
final class Said {

    static final String PARENT = "parent";

    private final Map<String, String> members = new TreeMap<>();

    private Said() {}

    /**
     * Ids are there as the sender wrote them if they came so, otherwise as organization ids. A parent of null is the top level, and no parent
     * is one that stays as it is.
     */
    static Map<String, String> by(Mapped mapped) {
        Said said = new Said();
        said.provenance(mapped.provenance());
        if (mapped instanceof Mapped.ToApply toApply) {
            said.change(toApply.change());
        } else if (mapped instanceof Mapped.Unusable unusable) {
            said.put("refused", Optional.of(unusable.reason()));
        }
        return said.members;
    }

    private void provenance(Provenance provenance) {
        put("operation", Optional.of(provenance.operation().word()));
        put("sourceId", provenance.sourceId());
        put("parentSourceId", provenance.parentSourceId());
        put("eventId", provenance.eventId());
        put("occurredAt", provenance.occurredAt().map(Object::toString));
        put("tenant", provenance.tenant());
    }

    private void change(Change change) {
        put("displayName", change.displayName());
        if (change.provenance().sourceId().isEmpty()) {
            put("organization", Optional.of(change.organization().value()));
        }
        if (change.provenance().parentSourceId().isEmpty() && change.placement().isChange()) {
            members.put(
                    PARENT,
                    change.placement().parent().map(OrganizationId::value).orElse(null));
        }
    }

    private void put(String name, Optional<String> value) {
        value.ifPresent(text -> members.put(name, text));
    }
}
