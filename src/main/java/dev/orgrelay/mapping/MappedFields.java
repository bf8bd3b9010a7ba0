package dev.orgrelay.mapping;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * One result of a mapping, its types checked; whether it makes a change is decided by {@link ResultReader}.
 *
 * @param organization which organization it is about
 * @param displayName its name; empty leaves it
 * @param parent where it belongs
 * @param occurredAt when it happened at the sender
 * @param eventId the sender's id of the event
 * @param tenant which of the sender's tenants it belongs to
 */
public record MappedFields(
        Operation operation,
        Optional<Reference> organization,
        Optional<String> displayName,
        ParentField parent,
        Optional<Instant> occurredAt,
        Optional<String> eventId,
        Optional<String> tenant)
        implements DescribedOrganization {

    @Override
    public OrganizationId id() {
        return organization.orElseThrow().organization();
    }

    @Override
    public Placement placement() {
        return parent.placement();
    }

    @Override
    public String nameOfDisplayName() {
        return "displayName";
    }
}
