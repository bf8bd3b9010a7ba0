package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is below whom, while it changes: a hierarchy to try things out on. It takes whatever it is told, circles included. */
final class Forest {

    private final Map<OrganizationId, Optional<OrganizationId>> parents = new LinkedHashMap<>();
    private final Map<OrganizationId, Set<OrganizationId>> children = new LinkedHashMap<>();

    static Forest of(Hierarchy hierarchy) {
        Forest forest = new Forest();
        hierarchy.organizations().forEach(organization -> forest.place(organization.id(), organization.parent()));
        return forest;
    }

    /** What it will be after {@code steps}. */
    Forest after(Collection<Step> steps) {
        Forest later = new Forest();
        parents.forEach(later::place);
        steps.forEach(step -> step.after()
                .ifPresentOrElse(
                        organization -> later.place(organization.id(), organization.parent()),
                        () -> later.remove(step.organization())));
        return later;
    }

    /** Puts {@code id} under {@code parent}, with everything below it; empty means the top level. */
    void place(OrganizationId id, Optional<OrganizationId> parent) {
        remove(id);
        parents.put(id, parent);
        parent.ifPresent(above ->
                children.computeIfAbsent(above, a -> new LinkedHashSet<>()).add(id));
    }

    void remove(OrganizationId id) {
        Optional<OrganizationId> parent = parents.remove(id);
        if (parent != null) {
            parent.ifPresent(above -> children.get(above).remove(id));
        }
    }

    Set<OrganizationId> ids() {
        return parents.keySet();
    }

    int size() {
        return parents.size();
    }

    boolean contains(OrganizationId id) {
        return parents.containsKey(id);
    }

    /** The parent of {@code id}; empty at the top level, and if it is not there. */
    Optional<OrganizationId> parentOf(OrganizationId id) {
        return parents.getOrDefault(id, Optional.empty());
    }

    Set<OrganizationId> childrenOf(OrganizationId id) {
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

    boolean isWithin(OrganizationId id, OrganizationId ancestor) {
        return id.equals(ancestor) || lineOf(id).contains(ancestor);
    }

    /** The level of {@code id}: 1 at the top. A parent that is not there counts as one level. */
    int depthOf(OrganizationId id) {
        int depth = 1;
        Optional<OrganizationId> above = parentOf(id);
        while (above.isPresent() && depth <= parents.size()) {
            depth++;
            above = parentOf(above.get());
        }
        return depth;
    }

    /** The number of levels that {@code id} and everything below it take: 1 without children. */
    int heightOf(OrganizationId id) {
        int below = 0;
        for (OrganizationId child : childrenOf(id)) {
            below = Math.max(below, heightOf(child));
        }
        return below + 1;
    }

    /** The number of levels. */
    int height() {
        return parents.keySet().stream().mapToInt(this::depthOf).max().orElse(0);
    }
}
