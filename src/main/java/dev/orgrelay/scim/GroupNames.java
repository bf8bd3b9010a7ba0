package dev.orgrelay.scim;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Text;
import dev.orgrelay.scim.NameClaims.Claim;
import dev.orgrelay.scim.Remainder.Settled;
import dev.orgrelay.scim.SharedRows.Overtaken;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Gives groups their names, and new ones their ids: a name is that of one group, whichever instance is asked for it. */
@Singleton
record GroupNames(GroupDirectory directory, GroupRows rows, NameClaims claims, Sources sources) {

    /** The id of a group that is to be made, whose name is its own from now on. */
    Uni<OrganizationId> begin(ScimRequest request, Groups groups, GroupDraft.Content content) {
        String source = request.source().name();
        String name = content.displayName();
        return claims.find(source, name).flatMap(claim -> begun(source, claim)
                .call(begun -> requireLast(request, claim, begun))
                .call(begun -> requireFree(request, groups, name, begun))
                .call(begun -> requireNobodyBefore(request, claim, begun))
                .flatMap(begun -> begun.map(id -> Uni.createFrom().item(id))
                        .orElseGet(() ->
                                newId(request, groups, content).call(id -> claimed(request, name, id, true, claim)))));
    }

    /** Has {@code name} be that of {@code group}, if it is not yet. */
    Uni<Void> give(ScimRequest request, Groups groups, Group group, String name) {
        Optional<OrganizationId> self = Optional.of(group.id());
        return group.isNamed(name)
                ? Uni.createFrom().voidItem()
                : requireFree(request, groups, name, self)
                        .chain(() -> claims.find(request.source().name(), name))
                        .flatMap(claim -> requireNobodyBefore(request, claim, self)
                                .chain(() -> claimed(request, name, group.id(), false, claim)));
    }

    /** The name that {@code group} had is free. */
    Uni<Void> release(ScimRequest request, Group group) {
        return claims.release(request.source().name(), group.displayName(), group.id(), request.receivedAt());
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
                    ? new Overtaken()
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
                .invoke(isGone -> {
                    if (!isGone) {
                        throw new Overtaken();
                    }
                })
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
        OrganizationId first = sources.ids()
                .organizationId(content.externalId()
                        .filter(id -> !Text.trim(id).isEmpty())
                        .orElse(name));
        OrganizationId next =
                sources.ids().organizationId(name, UUID.randomUUID().toString());
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
                : claims.claim(request.source().name(), name, id, isCreate, request.receivedAt(), before);
    }
}
