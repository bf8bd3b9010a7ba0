package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The organizations of one application at one moment, as a forest. Immutable. */
public final class Hierarchy {

    private final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();

    private Hierarchy(Collection<Organization> organizations) {
        organizations.forEach(organization -> this.organizations.put(organization.id(), organization));
    }

    public static Hierarchy of(Collection<Organization> organizations) {
        return new Hierarchy(organizations);
    }

    /** All organizations, in the order in which they were handed over. */
    public Collection<Organization> organizations() {
        return Collections.unmodifiableCollection(organizations.values());
    }

    public Optional<Organization> find(OrganizationId id) {
        return Optional.ofNullable(organizations.get(id));
    }

    public int size() {
        return organizations.size();
    }

    public boolean contains(OrganizationId id) {
        return organizations.containsKey(id);
    }

    public boolean hasChildren(OrganizationId id) {
        return organizations.values().stream().anyMatch(other -> isChildOf(other, id));
    }

    /** Whether {@code id} is {@code ancestor} or somewhere below it. */
    public boolean isWithin(OrganizationId id, OrganizationId ancestor) {
        Set<OrganizationId> visited = new HashSet<>();
        Optional<OrganizationId> at = Optional.of(id);
        while (at.isPresent() && visited.add(at.get())) {
            if (at.get().equals(ancestor)) {
                return true;
            }
            at = parentOf(at.get());
        }
        return false;
    }

    /** The level of {@code id}: 1 at the top, 0 if it is not there. */
    public int depthOf(OrganizationId id) {
        Set<OrganizationId> visited = new HashSet<>();
        Optional<OrganizationId> at = Optional.of(id).filter(this::contains);
        while (at.isPresent() && visited.add(at.get())) {
            at = parentOf(at.get());
        }
        return visited.size();
    }

    /** The number of levels that {@code id} and everything below it take: 1 without children, 0 if it is not there. */
    public int heightOf(OrganizationId id) {
        int depth = depthOf(id);
        return organizations.keySet().stream()
                .filter(other -> isWithin(other, id))
                .mapToInt(other -> depthOf(other) - depth + 1)
                .max()
                .orElse(0);
    }

    /** An organization that is below itself; empty if there is none, as it should be. */
    public Optional<OrganizationId> circle() {
        return organizations.keySet().stream()
                .filter(id ->
                        parentOf(id).filter(parent -> isWithin(parent, id)).isPresent())
                .findFirst();
    }

    private Optional<OrganizationId> parentOf(OrganizationId id) {
        return find(id).flatMap(Organization::parent);
    }

    private static boolean isChildOf(Organization organization, OrganizationId parent) {
        return organization.parent().filter(parent::equals).isPresent();
    }
}
