package dev.orgrelay.scim;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Groups for tests. */
final class TestGroups {

    private static final Instant CHANGED = Instant.parse("2026-03-01T00:00:00Z");

    private TestGroups() {}

    static Group group(String id, String name, String externalId) {
        Organization organization = new Organization(new OrganizationId(id), name, Optional.empty());
        GroupDraft.Content content =
                new GroupDraft.Content(name, Optional.of(externalId), Optional.empty(), List.of(), Set.of());
        return new Group(
                organization,
                Optional.of(GroupRow.of(organization, CHANGED).with(content, MemberRows.Kept.NONE, CHANGED)),
                Optional.empty(),
                List.of());
    }
}
