package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** An application that refuses every call which would break a rule, even for a moment. Its rules are written down independently of the plan's own. */
final class StrictApplication {

    private final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();
    private final Map<OrganizationId, Set<OrganizationId>> children = new HashMap<>();
    private final Limits limits;
    private int calls;
    private int circlesRefused;

    StrictApplication(Hierarchy actual, Limits limits) {
        actual.organizations().forEach(organization -> set(organization.id(), Optional.of(organization)));
        this.limits = limits;
    }

    Map<OrganizationId, Organization> state() {
        return Map.copyOf(organizations);
    }

    int calls() {
        return calls;
    }

    /** Carries {@code step} out if no rule is broken; if one would be, nothing changes. */
    boolean accepts(Step step) {
        Optional<Organization> before = Optional.ofNullable(organizations.get(step.organization()));
        try {
            apply(step);
            return true;
        } catch (AssertionError refusal) {
            circlesRefused += isInCircle(step.organization()) ? 1 : 0;
            set(step.organization(), before);
            return false;
        }
    }

    /** How often a step was refused that would have closed a circle. */
    int circlesRefused() {
        return circlesRefused;
    }

    void apply(Step step) {
        calls++;
        OrganizationId id = step.organization();
        require(step.before().isPresent() == organizations.containsKey(id), step, "existence");
        step.after().ifPresentOrElse(after -> put(after, step), () -> delete(id, step));
    }

    private void put(Organization wanted, Step step) {
        OrganizationId id = wanted.id();
        Optional<Organization> before = Optional.ofNullable(organizations.get(id));
        boolean renames = !(step instanceof Step.Detour);
        boolean moves = before.isEmpty() || step.move().isChange();
        String name = renames ? wanted.displayName() : before.get().displayName();
        set(
                id,
                Optional.of(new Organization(
                        id, name, moves ? wanted.parent() : before.get().parent())));
        wanted.parent().ifPresent(parent -> require(organizations.containsKey(parent), step, "no parent"));
        require(organizations.size() <= limits.organizations(), step, "too many");
        if (moves) {
            checkLevels(id, step);
        }
    }

    private void delete(OrganizationId id, Step step) {
        require(children(id).findAny().isEmpty(), step, "children");
        set(id, Optional.empty());
    }

    private void checkLevels(OrganizationId moved, Step step) {
        int level = 0;
        Optional<OrganizationId> at = Optional.of(moved);
        while (at.isPresent()) {
            level++;
            require(level <= limits.depth(), step, "too deep, or a circle");
            at = organizations.get(at.get()).parent();
        }
        require(level - 1 + height(moved) <= limits.depth(), step, "too deep below");
    }

    private boolean isInCircle(OrganizationId id) {
        Set<OrganizationId> line = new HashSet<>();
        Optional<Organization> at = Optional.ofNullable(organizations.get(id));
        while (at.isPresent() && line.add(at.get().id())) {
            at = at.get().parent().map(organizations::get);
        }
        return at.isPresent();
    }

    private int height(OrganizationId id) {
        return 1 + children(id).mapToInt(this::height).max().orElse(0);
    }

    private Stream<OrganizationId> children(OrganizationId id) {
        return children.getOrDefault(id, Set.of()).stream();
    }

    private void set(OrganizationId id, Optional<Organization> organization) {
        Optional.ofNullable(organizations.remove(id))
                .flatMap(Organization::parent)
                .ifPresent(parent -> children.get(parent).remove(id));
        organization.ifPresent(present -> {
            organizations.put(id, present);
            present.parent().ifPresent(parent -> children.computeIfAbsent(parent, p -> new HashSet<>())
                    .add(id));
        });
    }

    private static void require(boolean condition, Step step, String rule) {
        if (!condition) {
            throw new AssertionError(rule + ": " + step);
        }
    }
}
