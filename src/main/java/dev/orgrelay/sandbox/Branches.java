package dev.orgrelay.sandbox;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The shape of the hierarchy: where an organization may go, and what hangs below it. It follows the changes of {@code organizations}.
 */
record Branches(Map<OrganizationId, Organization> organizations) {

    /** Why {@code wanted} cannot be where it wants to be, if it cannot. Staying, and going to the top level, is always possible. */
    Optional<Refusal> refusal(Organization wanted, int depth) {
        return stays(wanted)
                ? Optional.empty()
                : wanted.parent().flatMap(parent -> refusal(wanted.id(), parent, depth));
    }

    /** Whether other organizations have {@code id} as their parent. */
    boolean hasChildren(OrganizationId id) {
        return !childrenOf(Set.of(id)).isEmpty();
    }

    private boolean stays(Organization wanted) {
        Organization current = organizations.get(wanted.id());
        return current != null && current.parent().equals(wanted.parent());
    }

    private Optional<Refusal> refusal(OrganizationId id, OrganizationId parent, int depth) {
        if (parent.equals(id)) {
            return Refusal.because("'" + id + "' cannot be its own parent.");
        }
        if (!organizations.containsKey(parent)) {
            return Refusal.because("The parent '" + parent + "' does not exist.");
        }
        Set<OrganizationId> line = lineUpFrom(parent);
        if (line.contains(id)) {
            return Refusal.because("'" + id + "' cannot go under '" + parent + "', which is below it.");
        }
        return line.size() + height(id) > depth
                ? Refusal.because("Under '" + parent + "' the hierarchy would have more than " + depth + " levels.")
                : Optional.empty();
    }

    /** The organization and all above it. */
    private Set<OrganizationId> lineUpFrom(OrganizationId id) {
        Set<OrganizationId> line = new LinkedHashSet<>();
        for (Optional<OrganizationId> next = Optional.of(id);
                next.isPresent();
                next = organizations.get(next.get()).parent()) {
            line.add(next.get());
        }
        return line;
    }

    /** How many levels move when the organization moves: its own and those below. */
    private int height(OrganizationId id) {
        int levels = 0;
        for (Set<OrganizationId> level = Set.of(id); !level.isEmpty(); level = childrenOf(level)) {
            levels++;
        }
        return levels;
    }

    private Set<OrganizationId> childrenOf(Set<OrganizationId> parents) {
        return organizations.values().stream()
                .filter(organization ->
                        organization.parent().filter(parents::contains).isPresent())
                .map(Organization::id)
                .collect(Collectors.toSet());
    }
}
