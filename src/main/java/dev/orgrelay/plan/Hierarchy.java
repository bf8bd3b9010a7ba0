package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/** The organizations of one application at one moment, as a forest. Immutable; whether it makes sense is not its concern, circles included. */
public final class Hierarchy {

    private static final Comparator<OrganizationId> BY_VALUE = Comparator.comparing(OrganizationId::value);

    private final Map<OrganizationId, Organization> organizations;
    private final Map<OrganizationId, Set<OrganizationId>> children = new HashMap<>();

    private Hierarchy(Map<OrganizationId, Organization> organizations) {
        this.organizations = organizations;
        organizations.values().forEach(organization -> organization
                .parent()
                .ifPresent(parent -> children.computeIfAbsent(parent, p -> new LinkedHashSet<>())
                        .add(organization.id())));
    }

    public static Hierarchy of(Collection<Organization> organizations) {
        Map<OrganizationId, Organization> byId = new LinkedHashMap<>();
        organizations.forEach(organization -> byId.put(organization.id(), organization));
        return new Hierarchy(byId);
    }

    /** What it is after {@code steps}, allowed or not; what moves takes along what is below it. */
    Hierarchy after(Collection<? extends Step> steps) {
        Map<OrganizationId, Organization> later = new LinkedHashMap<>(organizations);
        steps.forEach(step -> {
            later.remove(step.organization());
            step.after().ifPresent(organization -> later.put(organization.id(), organization));
        });
        return new Hierarchy(later);
    }

    /** The same with {@code organization} in place of {@code id}, or without it. */
    Hierarchy with(OrganizationId id, Optional<Organization> organization) {
        Map<OrganizationId, Organization> changed = new LinkedHashMap<>(organizations);
        changed.remove(id);
        organization.ifPresent(present -> changed.put(id, present));
        return new Hierarchy(changed);
    }

    /** All organizations, in the order in which they were handed over. */
    public Collection<Organization> organizations() {
        return Collections.unmodifiableCollection(organizations.values());
    }

    public Optional<Organization> find(OrganizationId id) {
        return Optional.ofNullable(organizations.get(id));
    }

    /**
     * Goes through it as people read a tree: those of {@code shown}, and all that is above them, each after its parent and before its siblings; siblings by their ids.
     *
     * @param visitor gets the level, 0 at the top, and the organization
     */
    public void walk(Collection<Organization> shown, BiConsumer<Integer, Organization> visitor) {
        Set<OrganizationId> left = new TreeSet<>(BY_VALUE);
        shown.forEach(one -> left.addAll(lineOf(one.id())));
        left.retainAll(organizations.keySet());
        List<OrganizationId> tops = left.stream()
                .filter(id -> parentOf(id).filter(this::contains).isEmpty())
                .toList();
        tops.forEach(top -> walk(top, 0, left, visitor));
        List.copyOf(left).forEach(inCircle -> walk(inCircle, 0, left, visitor));
    }

    private void walk(
            OrganizationId id, int level, Set<OrganizationId> left, BiConsumer<Integer, Organization> visitor) {
        if (left.remove(id)) {
            visitor.accept(level, organizations.get(id));
            childrenOf(id).stream()
                    .filter(left::contains)
                    .sorted(BY_VALUE)
                    .forEach(child -> walk(child, level + 1, left, visitor));
        }
    }

    int size() {
        return organizations.size();
    }

    boolean contains(OrganizationId id) {
        return organizations.containsKey(id);
    }

    /** The parent of {@code id}; empty at the top level, and if it is not there. */
    Optional<OrganizationId> parentOf(OrganizationId id) {
        return find(id).flatMap(Organization::parent);
    }

    /** What is directly below {@code id}. */
    public Set<OrganizationId> childrenOf(OrganizationId id) {
        return children.getOrDefault(id, Set.of());
    }

    /** {@code id}, its parent, the parent of that, and so on; ends where a circle would begin again. */
    Set<OrganizationId> lineOf(OrganizationId id) {
        Set<OrganizationId> line = new LinkedHashSet<>();
        Optional<OrganizationId> at = Optional.of(id);
        while (at.isPresent() && line.add(at.get())) {
            at = parentOf(at.get());
        }
        return line;
    }

    /** Whether {@code id} is {@code ancestor} or somewhere below it. */
    public boolean isWithin(OrganizationId id, OrganizationId ancestor) {
        Optional<OrganizationId> at = Optional.of(id);
        for (int steps = 0; at.isPresent() && steps <= organizations.size(); steps++) {
            if (at.get().equals(ancestor)) {
                return true;
            }
            at = parentOf(at.get());
        }
        return false;
    }

    /** The level of {@code id}: 1 at the top. A parent that is not there counts as one level. */
    int depthOf(OrganizationId id) {
        return lineOf(id).size();
    }

    /** The number of levels that {@code id} and everything below it take: 1 without children. */
    int heightOf(OrganizationId id) {
        Set<OrganizationId> seen = new LinkedHashSet<>(List.of(id));
        List<OrganizationId> level = List.of(id);
        int height = 0;
        while (!level.isEmpty()) {
            height++;
            level = level.stream()
                    .flatMap(above -> childrenOf(above).stream())
                    .filter(seen::add)
                    .toList();
        }
        return height;
    }

    /** The number of levels. */
    public int height() {
        return organizations.keySet().stream().mapToInt(this::depthOf).max().orElse(0);
    }

    /** An organization that is below itself; empty if there is none, as it should be. */
    public Optional<OrganizationId> circle() {
        return organizations.keySet().stream()
                .filter(id ->
                        parentOf(id).filter(parent -> isWithin(parent, id)).isPresent())
                .findFirst();
    }
}
