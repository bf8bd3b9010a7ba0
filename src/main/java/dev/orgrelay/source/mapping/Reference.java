package dev.orgrelay.source.mapping;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.OrganizationId;
import java.util.Optional;

/**
 * How a result names an organization.
 *
 * @param value what the result says
 * @param kind whether that is the sender's id or the organization's own
 */
public record Reference(String value, Kind kind) {

    /** Whose id it is. */
    public enum Kind {
        /** The sender's; it stands for an organization id ({@link OrganizationId#ofSourceId}). */
        SOURCE_ID,
        /** IoT Central's, taken exactly. */
        EXACT
    }

    static Reference bySourceId(String sourceId) {
        return new Reference(sourceId, Kind.SOURCE_ID);
    }

    static Reference exactly(String organization) {
        return new Reference(organization, Kind.EXACT);
    }

    /** @throws InvalidContentException if it cannot be an organization */
    public OrganizationId organization() {
        if (kind == Kind.EXACT) {
            return new OrganizationId(value);
        }
        if (value.isBlank()) {
            // Else all units without an id would become one organization.
            throw new InvalidContentException("an id must not be empty");
        }
        return OrganizationId.ofSourceId(value);
    }

    /** The same for all references to one organization, valid or not. */
    String key() {
        return kind == Kind.EXACT ? value : OrganizationId.ofSourceId(value).value();
    }

    /** The sender's id, if that is what it is. */
    public Optional<String> sourceId() {
        return kind == Kind.SOURCE_ID ? Optional.of(value) : Optional.empty();
    }
}
