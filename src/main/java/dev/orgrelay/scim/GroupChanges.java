package dev.orgrelay.scim;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.scim.GroupWriter.Result;
import dev.orgrelay.source.ScimSettings;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Creates, changes and deletes groups: what that means for names, for the hierarchy, and for organizations.
 */
@Singleton
record GroupChanges(GroupDirectory directory, GroupNames names, GroupWriter writer) {

    /** Makes a group. Each has an id of its own that no other one has had. */
    Uni<Result> create(ScimRequest request, GroupDraft.Content content) {
        return directory.of(request.source()).flatMap(groups -> names.begin(request, groups, content)
                .flatMap(id -> create(request, groups, id, content)));
    }

    private Uni<Result> create(ScimRequest request, Groups groups, OrganizationId id, GroupDraft.Content content) {
        ScimSettings settings = request.settings();
        PlannedChanges changes = new PlannedChanges(request, groups);
        Optional<OrganizationId> place = settings.hasParents()
                ? GroupTree.placeByName(groups, content.parent(), Optional.empty())
                        .parent()
                : groups.top();
        changes.create(id, content.displayName(), place);
        return tree(settings, groups, List.of(), content.members()).flatMap(tree -> {
            tree.ifPresent(known -> known.place(id, List.of(), content.members(), changes));
            if (settings.hasParents()) {
                GroupTree.welcome(groups, id, content, changes);
            }
            return writer.apply(request, changes, id, applied -> {
                Organization made = changes.changed().get(id).orElseThrow();
                return writer.write(request, GroupRow.of(made, applied).createdAt(applied), content, applied);
            });
        });
    }

    /** Makes of a group what {@code edit} says. */
    Uni<Result> change(ScimRequest request, String id, Function<Group, GroupDraft> edit) {
        return directory
                .of(request.source())
                .flatMap(groups -> directory.withMembers(groups.require(id)).flatMap(group -> {
                    Remainder rest =
                            Remainder.of(request, group, edit.apply(group).content());
                    return change(request, groups, group, rest.content()).map(result -> result.with(rest.stale()));
                }));
    }

    private Uni<Result> change(ScimRequest request, Groups groups, Group group, GroupDraft.Content content) {
        return names.give(request, groups, group, content.displayName())
                .chain(() -> planned(request, groups, group, content))
                .flatMap(changes -> writer.apply(request, changes, group.id(), applied -> {
                    Optional<Organization> after = changes.changed().getOrDefault(group.id(), Optional.empty());
                    return after.isEmpty() && group.isLike(content)
                            ? writer.confirm(request, group, content)
                            : writer.write(request, after(GroupRow.of(group), after, applied), content, applied);
                }))
                .onFailure(ScimException.class)
                .recoverWithUni(failure -> explained(request, group, failure))
                .call(result -> result.group()
                        .filter(after -> !group.isNamed(after.displayName()))
                        .map(after -> names.release(request, group))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** What cannot be changed may not be there any more. */
    private Uni<Result> explained(ScimRequest request, Group group, Throwable failure) {
        return directory.hasVanished(request, group).flatMap(isGone -> Uni.createFrom()
                .failure(isGone ? ScimException.noSuchGroup(group.id().value()) : failure));
    }

    private static GroupRow after(GroupRow row, Optional<Organization> changed, Instant applied) {
        return changed.map(organization -> row.after(organization, applied)).orElse(row);
    }

    private Uni<PlannedChanges> planned(ScimRequest request, Groups groups, Group group, GroupDraft.Content content) {
        ScimSettings settings = request.settings();
        PlannedChanges changes = new PlannedChanges(request, groups);
        Organization before = group.organization();
        Placement place = settings.hasParents() && content.says(Attribute.PARENT)
                ? GroupTree.placeByName(groups, content.parent(), Optional.of(group))
                : Placement.unchanged();
        Optional<String> name =
                Optional.of(content.displayName()).filter(wanted -> !wanted.equals(before.displayName()));
        boolean isThere = place.isChange() && place.parent().equals(before.parent());
        changes.update(before, name, isThere ? Placement.unchanged() : place);
        if (settings.hasParents()) {
            GroupTree.welcome(groups, group.id(), content, changes);
        }
        return tree(settings, groups, group.members(), content.members()).map(tree -> {
            tree.ifPresent(known -> known.place(group.id(), group.members(), content.members(), changes));
            return changes;
        });
    }

    /** Deletes a group; what was below it goes to the top first. */
    Uni<Result> delete(ScimRequest request, String id) {
        return directory.of(request.source()).flatMap(groups -> {
            Group group = groups.require(id);
            Remainder.requireLast(request, group);
            boolean isAlone = groups.hierarchy().childrenOf(group.id()).isEmpty();
            Uni<List<Group>> others = request.settings().isByMembers() && !isAlone
                    ? directory.withMembers(groups.all())
                    : Uni.createFrom().item(List.of());
            return others.flatMap(withMembers -> {
                PlannedChanges changes = new PlannedChanges(request, groups);
                new GroupTree(groups, withMembers).empty(group.id(), changes);
                changes.delete(group.id());
                return writer.apply(request, changes, group.id(), applied -> writer.delete(request, group, applied)
                        .call(() -> names.release(request, group)));
            });
        });
    }

    /** All groups with their members, if one that is a group comes or goes. */
    private Uni<Optional<GroupTree>> tree(
            ScimSettings settings, Groups groups, List<Member> before, List<Member> after) {
        if (!settings.isByMembers() || !GroupTree.isConcerned(groups, before, after)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return directory.withMembers(groups.all()).map(all -> Optional.of(new GroupTree(groups, all)));
    }
}
