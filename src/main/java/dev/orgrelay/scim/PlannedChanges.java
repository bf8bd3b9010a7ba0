package dev.orgrelay.scim;

import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToApply;
import dev.orgrelay.mapping.Mapped.Unusable;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits.Obstacle;
import dev.orgrelay.plan.Limits.Rule;
import dev.orgrelay.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The changes of organizations that one request comes to: at most one of each. What the hierarchy has no place for is an error before anything is sent. */
final class PlannedChanges {

    private final Source source;
    private final Groups groups;
    private final ScimRequest request;
    private final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();
    private final Map<OrganizationId, Optional<Organization>> changed = new LinkedHashMap<>();
    private final List<Mapped> messages = new ArrayList<>();
    private final List<Mapped> remarks = new ArrayList<>();

    PlannedChanges(ScimRequest request, Groups groups) {
        this.request = request;
        this.source = request.source();
        this.groups = groups;
        groups.hierarchy().organizations().forEach(organization -> organizations.put(organization.id(), organization));
    }

    /** @throws ScimException if there is no place for it */
    void create(OrganizationId id, String name, Optional<OrganizationId> place) {
        require(id, place);
        add(
                new Organization(id, name, place),
                new Change.Create(application(), id, name, place, provenance(id, Operation.CREATE)));
    }

    /**
     * @param place where it belongs; empty if it stays where it is, which says nothing about top or not
     * @throws ScimException if there is no place for it
     */
    void update(Organization before, Optional<String> name, Placement place) {
        if (name.isEmpty() && !place.isChange()) {
            return;
        }
        if (place.isChange()) {
            require(before.id(), place.parent());
        }
        Change change =
                new Change.Update(application(), before.id(), name, place, provenance(before.id(), Operation.UPDATE));
        Optional<OrganizationId> parent = place.isChange() ? place.parent() : before.parent();
        add(new Organization(before.id(), name.orElse(before.displayName()), parent), change);
    }

    /** Moves a group that is there, unless it is there already. */
    void move(Organization before, Optional<OrganizationId> place) {
        if (!before.parent().equals(place)) {
            update(before, Optional.empty(), Placement.of(place));
        }
    }

    /** The same, or why there is no place for it. */
    Optional<String> moveIfPossible(Organization before, Optional<OrganizationId> place) {
        Optional<String> obstacle = obstacle(before.id(), place).map(Obstacle::description);
        if (obstacle.isEmpty()) {
            move(before, place);
        }
        return obstacle;
    }

    void delete(OrganizationId id) {
        organizations.remove(id);
        changed.put(id, Optional.empty());
        messages.add(new ToApply(new Change.Delete(application(), id, provenance(id, Operation.DELETE)))
                .allowing(source.allowed()));
    }

    /** Something that could not be done, which is no reason to refuse the rest. An operator finds it among the dead letters. */
    void remark(OrganizationId id, String reason) {
        Mapped remark = new Unusable(provenance(id, Operation.UPDATE), application(), Optional.of(id.value()), reason);
        messages.add(remark);
        remarks.add(remark);
    }

    private void add(Organization after, Change change) {
        organizations.put(after.id(), after);
        changed.put(after.id(), Optional.of(after));
        messages.add(new ToApply(change).allowing(source.allowed()));
    }

    private void require(OrganizationId id, Optional<OrganizationId> place) {
        obstacle(id, place).ifPresent(obstacle -> {
            throw obstacle.rule() == Rule.ROOM
                    ? new ScimException(409, obstacle.description())
                    : ScimType.INVALID_VALUE.because("'" + id + "': " + obstacle.description());
        });
    }

    /** Where the scope itself is missing, IoT Central is to say so: somebody may be about to make it. */
    private Optional<Obstacle> obstacle(OrganizationId id, Optional<OrganizationId> place) {
        return groups.limits()
                .againstPlacing(Hierarchy.of(organizations.values()), id, place)
                .filter(obstacle -> obstacle.rule() != Rule.PARENT_EXISTS);
    }

    /** What was changed here last may have been so by an instance whose clock is ahead; but a replay may be older. */
    private Provenance provenance(OrganizationId id, Operation operation) {
        Instant receivedAt = request.receivedAt();
        Optional<Instant> at = groups.find(id.value())
                .flatMap(Group::row)
                .map(row -> row.applied().plusNanos(1_000))
                .filter(next -> next.isAfter(receivedAt) && !request.isReplay());
        return new Provenance(source.name(), operation, Optional.empty(), Optional.empty(), at, receivedAt);
    }

    private String application() {
        return source.answering().application();
    }

    /** What is to be applied, and remarked, in this order. */
    List<Mapped> messages() {
        return messages;
    }

    boolean isRemark(Mapped message) {
        return remarks.contains(message);
    }

    /** A replay finds {@code actual}: something newer may have kept parts of it from being applied. */
    void found(OrganizationId id, Optional<Organization> actual) {
        changed.put(id, actual);
    }

    /** The organizations as they will be; empty what is deleted. */
    Map<OrganizationId, Optional<Organization>> changed() {
        return changed;
    }
}
