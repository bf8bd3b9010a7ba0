package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An application that refuses every call which would break a rule, even for a moment. Its rules are written down independently of the plan's own. */
final class StrictApplication {

    private final Map<OrganizationId, Organization> organizations = new LinkedHashMap<>();
    private final Limits limits;
    private int calls;

    StrictApplication(Hierarchy actual, Limits limits) {
        actual.organizations().forEach(organization -> organizations.put(organization.id(), organization));
        this.limits = limits;
    }

    Map<OrganizationId, Organization> state() {
        return Map.copyOf(organizations);
    }

    int calls() {
        return calls;
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
        organizations.put(
                id,
                new Organization(
                        id,
                        renames ? wanted.displayName() : before.get().displayName(),
                        moves ? wanted.parent() : before.get().parent()));
        wanted.parent().ifPresent(parent -> require(organizations.containsKey(parent), step, "no parent"));
        require(organizations.size() <= limits.organizations(), step, "too many");
        if (moves) {
            checkLevels(step);
        }
    }

    private void delete(OrganizationId id, Step step) {
        require(
                organizations.values().stream()
                        .noneMatch(other -> other.parent().filter(id::equals).isPresent()),
                step,
                "children");
        organizations.remove(id);
    }

    private void checkLevels(Step step) {
        Map<OrganizationId, Integer> levels = new HashMap<>();
        organizations
                .keySet()
                .forEach(id -> require(level(id, levels, new HashSet<>(), step) <= limits.depth(), step, "too deep"));
    }

    private int level(OrganizationId id, Map<OrganizationId, Integer> known, Set<OrganizationId> below, Step step) {
        Integer level = known.get(id);
        if (level != null) {
            return level;
        }
        require(below.add(id), step, "circle");
        int found = organizations
                        .get(id)
                        .parent()
                        .map(parent -> level(parent, known, below, step))
                        .orElse(0)
                + 1;
        known.put(id, found);
        return found;
    }

    private static void require(boolean condition, Step step, String rule) {
        if (!condition) {
            throw new AssertionError(rule + ": " + step);
        }
    }
}
