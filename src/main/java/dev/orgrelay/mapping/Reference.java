package dev.orgrelay.mapping;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/**
 * How a result names an organization.
 *
 * @param value what the result says
 * @param ids how it becomes an organization id if it is the sender's id; empty if it is IoT Central's, taken exactly
 */
public record Reference(String value, Optional<SourceIds> ids) {

    static Reference bySourceId(String sourceId, SourceIds ids) {
        return new Reference(ids.own(sourceId), Optional.of(ids));
    }

    static Reference exactly(String organization) {
        return new Reference(organization, Optional.empty());
    }

    /** @throws InvalidContentException if it cannot be an organization */
    public OrganizationId organization() {
        return ids.map(rule -> rule.organizationId(value)).orElseGet(() -> OrganizationId.written(value));
    }

    /** The same for all references to one organization, valid or not. */
    String key() {
        return ids.filter(rule -> !Text.trim(value).isEmpty())
                .map(rule -> rule.organizationId(value).value())
                .orElse(value);
    }

    /** The sender's id, if that is what it is. */
    public Optional<String> sourceId() {
        return ids.map(rule -> value);
    }
}
