package dev.orgrelay.scim;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One organization, as SCIM sees it.
 *
 * @param row what is remembered of it; empty if it was not made here, or changed
 * @param parent as a client reads it; empty at the top, and where the hierarchy is no concern of SCIM
 * @param members empty as long as nobody asks for them
 */
record Group(Organization organization, Optional<GroupRow> row, Optional<String> parent, List<Member> members)
        implements Filter.Values {

    OrganizationId id() {
        return organization.id();
    }

    String displayName() {
        return organization.displayName();
    }

    Optional<String> externalId() {
        return row.flatMap(GroupRow::externalId);
    }

    Optional<Instant> created() {
        return row.flatMap(GroupRow::created);
    }

    Optional<Instant> modified() {
        return row.flatMap(GroupRow::modified);
    }

    MemberRows.Kept keptMembers() {
        return row.map(GroupRow::members).orElse(MemberRows.Kept.NONE);
    }

    boolean isNamed(String name) {
        return folded(displayName()).equals(folded(name));
    }

    /** The same for all display names that are the same one: in any case, whatever nobody sees at either end. */
    static String folded(String name) {
        return inOneCase(Text.trim(name));
    }

    static String inOneCase(String text) {
        return text.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    }

    /** Whether {@code content} says nothing new. */
    boolean isLike(GroupDraft.Content content) {
        return displayName().equals(content.displayName())
                && externalId().equals(content.externalId())
                && parent.equals(content.parent())
                && members.equals(content.members());
    }

    Group with(List<Member> known) {
        return new Group(organization, row, parent, known);
    }

    boolean hasMember(OrganizationId id) {
        return members.stream().anyMatch(member -> member.value().equals(id.value()));
    }

    @Override
    public List<String> of(Attribute attribute) {
        return switch (attribute) {
            case ID -> List.of(id().value());
            case DISPLAY_NAME -> List.of(displayName());
            case EXTERNAL_ID -> externalId().stream().toList();
            case PARENT -> parent.stream().toList();
            case CREATED -> created().map(Moments::written).stream().toList();
            case LAST_MODIFIED -> modified().map(Moments::written).stream().toList();
            default ->
                members.stream()
                        .flatMap(member -> member.values(attribute).stream())
                        .toList();
        };
    }
}
