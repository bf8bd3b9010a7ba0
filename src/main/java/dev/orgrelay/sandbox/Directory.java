package dev.orgrelay.sandbox;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The organizations that exist, in the order of their creation. What it carries out, it writes into the journal in the same step. */
final class Directory {

    private final WriteLog journal;
    private final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();
    private final Map<OrganizationId, Long> numbers = new HashMap<>();
    private final Branches branches = new Branches(organizations);
    private long created;

    Directory(WriteLog journal) {
        this.journal = journal;
    }

    /** All organizations. */
    synchronized List<Organization> all() {
        return List.copyOf(organizations.values());
    }

    /** The organizations created after number {@code after}, at most {@code size} of them. */
    synchronized Page page(long after, OptionalInt size) {
        List<Organization> rest = organizations.values().stream()
                .filter(organization -> numbers.get(organization.id()) > after)
                .toList();
        int shown = Math.min(size.orElse(rest.size()), rest.size());
        return shown == rest.size()
                ? new Page(rest, OptionalLong.empty())
                : new Page(
                        rest.subList(0, shown),
                        OptionalLong.of(numbers.get(rest.get(shown - 1).id())));
    }

    synchronized Result<Organization> get(OrganizationId id) {
        Organization found = organizations.get(id);
        return found == null ? Result.refused(Refusal.missing(id)) : Result.ok(found);
    }

    /** Creates the organization, or replaces it as a whole. */
    synchronized Result<Organization> create(OrganizationId id, OrganizationBody draft, SandboxLimits limits) {
        Organization wanted = draft.whole(id);
        Optional<Refusal> refusal = room(id, limits).or(() -> branches.refusal(wanted, limits.depth()));
        return Result.unless(refusal, () -> store(ApiOperation.CREATE, wanted));
    }

    /** Changes the fields that {@code draft} mentions. */
    synchronized Result<Organization> update(OrganizationId id, OrganizationBody draft, SandboxLimits limits) {
        return get(id).then(current -> {
            Organization wanted = draft.appliedTo(current);
            return Result.unless(branches.refusal(wanted, limits.depth()), () -> store(ApiOperation.UPDATE, wanted));
        });
    }

    /** Removes the organization, which must have no children, and gives it back. */
    synchronized Result<Organization> delete(OrganizationId id) {
        return get(id).then(found -> branches.hasChildren(id)
                ? Result.refused(Refusal.conflict("'" + id + "' still has organizations below it."))
                : Result.ok(remove(found)));
    }

    private Optional<Refusal> room(OrganizationId id, SandboxLimits limits) {
        return organizations.containsKey(id) || organizations.size() < limits.organizations()
                ? Optional.empty()
                : Optional.of(Refusal.badRequest(
                        "The application already has " + limits.organizations() + " organizations or more."));
    }

    private Organization store(ApiOperation operation, Organization organization) {
        if (organizations.put(organization.id(), organization) == null) {
            created++;
            numbers.put(organization.id(), created);
        }
        journal.write(operation, organization.id(), Optional.of(organization.displayName()), organization.parent());
        return organization;
    }

    private Organization remove(Organization organization) {
        organizations.remove(organization.id());
        numbers.remove(organization.id());
        journal.write(ApiOperation.DELETE, organization.id(), Optional.empty(), Optional.empty());
        return organization;
    }

    /**
     * A part of the list.
     *
     * @param next number after which the next page begins, empty on the last page
     */
    record Page(List<Organization> organizations, OptionalLong next) {}
}
