package dev.orgrelay.scim;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which group is above which, as clients say it by members.
 *
 * @param groups all groups, with their members
 */
record GroupTree(Groups groups, List<Group> withMembers) {

    /** Whether a group is among those that come or go. */
    static boolean isConcerned(Groups groups, List<Member> before, List<Member> after) {
        Set<String> difference = values(before);
        values(after).forEach(value -> {
            if (!difference.remove(value)) {
                difference.add(value);
            }
        });
        return difference.stream().anyMatch(value -> groups.find(value).isPresent());
    }

    /** What {@code members} that were not there before, and those that are not any more, mean for the places of groups. */
    void place(OrganizationId above, List<Member> before, List<Member> members, PlannedChanges changes) {
        Set<String> were = values(before);
        Set<String> are = values(members);
        for (String value : are) {
            if (value.equals(above.value())) {
                throw ScimType.INVALID_VALUE.because("a group cannot be its own member");
            }
            if (!were.contains(value)) {
                groups.find(value).ifPresent(below -> placeUnder(above, below, changes));
            }
        }
        were.stream()
                .filter(value -> !are.contains(value))
                .flatMap(value -> groups.find(value).stream())
                .filter(below ->
                        below.organization().parent().filter(above::equals).isPresent())
                .forEach(below -> leave(above, below, changes));
    }

    /** Who is a member of two groups stays with the first. */
    private void placeUnder(OrganizationId above, Group below, PlannedChanges changes) {
        Optional<OrganizationId> first = below.organization()
                .parent()
                .filter(parent -> !parent.equals(above))
                .filter(parent -> isMember(below, parent));
        if (first.isPresent()) {
            changes.remark(
                    below.id(),
                    "'" + below.id() + "' is a member of '" + above + "', too, and stays under '" + first.get()
                            + "', whose member it was first: an organization has one parent");
        } else {
            changes.move(below.organization(), Optional.of(above));
        }
    }

    private boolean isMember(Group below, OrganizationId parent) {
        return withMembers.stream().anyMatch(group -> group.id().equals(parent) && group.hasMember(below.id()));
    }

    /** To the next group that has it as a member, if there is one with a place for it. */
    private void leave(OrganizationId above, Group below, PlannedChanges changes) {
        for (Group next : withMembers) {
            boolean isOther = !next.id().equals(above) && !next.id().equals(below.id());
            if (isOther
                    && next.hasMember(below.id())
                    && changes.moveIfPossible(below.organization(), Optional.of(next.id()))
                            .isEmpty()) {
                return;
            }
        }
        changes.move(below.organization(), groups.top());
    }

    /** Everything directly below {@code above} leaves it, group or not. */
    void empty(OrganizationId above, PlannedChanges changes) {
        groups.hierarchy().childrenOf(above).forEach(id -> groups.hierarchy()
                .find(id)
                .ifPresent(below -> leave(
                        above,
                        groups.find(id.value())
                                .orElseGet(() -> new Group(below, Optional.empty(), Optional.empty(), List.of())),
                        changes)));
    }

    private static Set<String> values(List<Member> members) {
        Set<String> values = new HashSet<>();
        members.forEach(member -> values.add(member.value()));
        return values;
    }

    /**
     * Where a group belongs whose client names the one above it; where it is, if that one is not there yet.
     *
     * @param before empty if the group is not there yet
     */
    static Placement placeByName(Groups groups, Optional<String> said, Optional<Group> before) {
        if (said.isEmpty()) {
            return Placement.of(groups.top());
        }
        List<Group> meant = groups.named(said.get());
        if (meant.size() > 1) {
            throw ScimType.INVALID_VALUE.because(
                    "'" + Text.shorten(said.get()) + "' is the externalId of " + meant.size() + " groups");
        }
        Optional<Group> above = meant.stream().findFirst();
        if (above.isPresent() && before.map(Group::id).equals(above.map(Group::id))) {
            throw ScimType.INVALID_VALUE.because("a group cannot be its own parent");
        }
        return above.map(group -> Placement.under(group.id()))
                .orElseGet(() -> before.isPresent() ? Placement.unchanged() : Placement.of(groups.top()));
    }

    /** Those that have waited for a group like {@code arrived}, of which nobody has heard before, move under it. */
    static void welcome(Groups groups, OrganizationId id, GroupDraft.Content arrived, PlannedChanges changes) {
        for (Group waiting : groups.all()) {
            Optional<String> said = waiting.row().flatMap(GroupRow::parent);
            boolean isMeant = said.filter(text -> groups.named(text).isEmpty() && isMeant(text, id, arrived))
                    .isPresent();
            if (isMeant && !waiting.id().equals(id)) {
                Organization organization = waiting.organization();
                changes.moveIfPossible(organization, Optional.of(id))
                        .ifPresent(why -> changes.remark(waiting.id(), "its parent has come, but " + why));
            }
        }
    }

    private static boolean isMeant(String text, OrganizationId id, GroupDraft.Content arrived) {
        return text.equals(id.value())
                || arrived.externalId().filter(text::equals).isPresent()
                || Group.folded(text).equals(Group.folded(arrived.displayName()));
    }
}
