package dev.orgrelay.scim;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.scim.GroupWriter.Result;
import dev.orgrelay.scim.NameClaims.Claim;
import dev.orgrelay.scim.Remainder.Settled;
import dev.orgrelay.source.ScimSettings;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Creates, changes and deletes groups: what that means for names, for the hierarchy, and for organizations.
 */
@Singleton
class GroupChanges {

    private final GroupDirectory directory;
    private final GroupRows rows;
    private final NameClaims names;
    private final GroupWriter writer;
    private final SourceIds ids;

    GroupChanges(GroupDirectory directory, GroupRows rows, NameClaims names, GroupWriter writer, Sources sources) {
        this.ids = sources.ids();
        this.directory = directory;
        this.rows = rows;
        this.names = names;
        this.writer = writer;
    }

    /** Makes a group. Each has an id of its own that no other one has had. */
    Uni<Result> create(ScimRequest request, GroupDraft.Content content) {
        String source = request.source().name();
        return directory.of(request.source()).flatMap(groups -> names.find(source, content.displayName())
                .flatMap(claim -> begun(source, claim)
                        .call(begun -> requireLast(request, claim, begun))
                        .call(begun -> requireFree(request, groups, content.displayName(), begun))
                        .call(begun -> requireNobodyBefore(request, claim, begun))
                        .flatMap(begun -> begun.map(id -> Uni.createFrom().item(id))
                                .orElseGet(() -> newId(request, groups, content)
                                        .call(id -> claimed(request, content.displayName(), id, true, claim))))
                        .flatMap(id -> create(request, groups, id, content))));
    }

    /** The group that an earlier request was about to create, if nobody knows whether it has. */
    private Uni<Optional<OrganizationId>> begun(String source, Optional<Claim> claim) {
        return claim.filter(Claim::isCreate)
                .flatMap(Claim::id)
                .map(id -> rows.find(source, id)
                        .map(row -> row.isPresent() ? Optional.<OrganizationId>empty() : Optional.of(id)))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    /** A replay makes no group of a name that was given, or given free, since. */
    private Uni<Void> requireLast(ScimRequest request, Optional<Claim> claim, Optional<OrganizationId> begun) {
        Optional<OrganizationId> owner = claim.flatMap(Claim::id);
        if (!request.isReplay() || claim.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (claim.get().at().isAfter(request.receivedAt())) {
            throw new Settled(new Outcome.Stale("its name was given, or given free, later"));
        }
        return owner.isEmpty() || begun.isPresent()
                ? Uni.createFrom().voidItem()
                : rows.find(request.source().name(), owner.get())
                        .invoke(row -> requireOlder(request, row))
                        .replaceWithVoid();
    }

    /** Who had the name may have got it by this request. */
    private static void requireOlder(ScimRequest request, Optional<GroupRow> row) {
        boolean isOlder = row.flatMap(known -> known.saidAt(Attribute.DISPLAY_NAME))
                .filter(request.receivedAt()::isAfter)
                .isPresent();
        if (!isOlder) {
            throw new Settled(new Outcome.Duplicate());
        }
    }

    /** Before somebody hears that a name is taken, it is asked whether that is still so. */
    private Uni<Void> requireFree(ScimRequest request, Groups groups, String name, Optional<OrganizationId> self) {
        Optional<Group> other = groups.ofName(name).filter(found -> !self.equals(Optional.of(found.id())));
        if (other.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return directory.hasVanished(request, other.get()).map(isGone -> {
            if (isGone && request.isDryRun()) {
                return null;
            }
            throw isGone
                    ? new GroupWriter.Overtaken()
                    : ScimType.UNIQUENESS.because("the group '" + other.get().id() + "' has this displayName");
        });
    }

    /** Who has claimed the name may be about to give it to a group, or have done so since the groups were read. */
    private Uni<Void> requireNobodyBefore(ScimRequest request, Optional<Claim> claim, Optional<OrganizationId> self) {
        Optional<OrganizationId> other =
                claim.filter(Claim::isUnderWay).flatMap(Claim::id).filter(id -> !self.equals(Optional.of(id)));
        if (other.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return rows.find(request.source().name(), other.get())
                .flatMap(row -> row.map(known -> isGone(request, known))
                        .orElseGet(() -> Uni.createFrom().item(false)))
                .invoke(GroupWriter::requireFirst)
                .replaceWithVoid();
    }

    private Uni<Boolean> isGone(ScimRequest request, GroupRow row) {
        return row.isDeleted()
                ? Uni.createFrom().item(true)
                : directory.hasVanished(
                        request, new Group(row.organization(), Optional.of(row), Optional.empty(), List.of()));
    }

    /** What the client's own id becomes, or the name if it has none; another one if that was in use before. */
    private Uni<OrganizationId> newId(ScimRequest request, Groups groups, GroupDraft.Content content) {
        String name = content.displayName();
        OrganizationId first = ids.organizationId(
                content.externalId().filter(id -> !Text.trim(id).isEmpty()).orElse(name));
        OrganizationId next = ids.organizationId(name, UUID.randomUUID().toString());
        if (groups.hierarchy().find(first).isPresent()) {
            return Uni.createFrom().item(next);
        }
        return request.isDryRun()
                ? Uni.createFrom().item(first)
                : rows.use(request.source().name(), first).map(isNew -> isNew ? first : next);
    }

    private Uni<Void> claimed(
            ScimRequest request, String name, OrganizationId id, boolean isCreate, Optional<Claim> before) {
        return request.isDryRun()
                ? Uni.createFrom().voidItem()
                : names.claim(request.source().name(), name, id, isCreate, request.receivedAt(), before)
                        .invoke(GroupWriter::requireFirst)
                        .replaceWithVoid();
    }

    private Uni<Result> create(ScimRequest request, Groups groups, OrganizationId id, GroupDraft.Content content) {
        ScimSettings settings = request.settings();
        PlannedChanges changes = changes(request, groups);
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
        boolean isSameName = group.isNamed(content.displayName());
        String source = request.source().name();
        Uni<Void> named = isSameName
                ? Uni.createFrom().voidItem()
                : requireFree(request, groups, content.displayName(), Optional.of(group.id()))
                        .chain(() -> names.find(source, content.displayName()))
                        .flatMap(claim -> requireNobodyBefore(request, claim, Optional.of(group.id()))
                                .chain(() -> claimed(request, content.displayName(), group.id(), false, claim)));
        return named.chain(() -> planned(request, groups, group, content))
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
                        .map(after -> names.release(source, group.displayName(), group.id(), request.receivedAt()))
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
        PlannedChanges changes = changes(request, groups);
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
                PlannedChanges changes = changes(request, groups);
                new GroupTree(groups, withMembers).empty(group.id(), changes);
                changes.delete(group.id());
                return writer.apply(request, changes, group.id(), applied -> writer.delete(request, group, applied)
                        .call(() -> names.release(
                                request.source().name(), group.displayName(), group.id(), request.receivedAt())));
            });
        });
    }

    private PlannedChanges changes(ScimRequest request, Groups groups) {
        return new PlannedChanges(request, groups);
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
