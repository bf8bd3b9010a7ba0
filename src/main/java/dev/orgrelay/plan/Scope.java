package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.Optional;

/**
 * The part of an application that a plan may touch: one organization and what is below it.
 *
 * <p>The organization at its root can be created and renamed, but it stays where it is. What would move into the scope or out of it is not touched.
 *
 * @param root the root; empty if all is within the scope
 */
record Scope(Optional<OrganizationId> root) {

    /** How many organizations of {@code hierarchy} are within it. */
    int count(Hierarchy hierarchy) {
        return (int) hierarchy.organizations().stream()
                .filter(organization -> covers(hierarchy, organization.id()))
                .count();
    }

    /** Sorts out what leads beyond it. */
    void apply(StepFilter filter, Hierarchy actual, Hierarchy desired) {
        root.ifPresent(top -> {
            filter.steps().forEach(step -> filterOne(filter, step, top, actual, desired));
            while (dropStrays(filter, top, actual)) {
                // what was dropped may have been the way of others into the scope
            }
        });
    }

    private void filterOne(StepFilter filter, Step step, OrganizationId top, Hierarchy actual, Hierarchy desired) {
        OrganizationId id = step.organization();
        boolean isInside = actual.contains(id) && actual.isWithin(id, top);
        boolean belongsInside = desired.contains(id) && desired.isWithin(id, top);
        if (id.equals(top) && step instanceof Step.Update update) {
            filter.ignoreMove(update);
        } else if (isInside && desired.contains(id) && !belongsInside) {
            filter.drop(id, "its new place is outside of the scope '" + top + "'");
        } else if (!isInside && belongsInside && actual.contains(id)) {
            filter.drop(id, "it is outside of the scope '" + top + "'");
        } else if (!isInside && !belongsInside) {
            filter.ignore(id);
        }
    }

    private static boolean dropStrays(StepFilter filter, OrganizationId top, Hierarchy actual) {
        Hierarchy later = actual.after(filter.steps());
        Optional<OrganizationId> stray = filter.steps().stream()
                .filter(Step::places)
                .map(Step::organization)
                .filter(id -> !later.isWithin(id, top))
                .findFirst();
        stray.ifPresent(id -> filter.dropPlace(
                id,
                "its parent '" + filter.parentAfter(id).map(Object::toString).orElse("") + "' is outside of the scope '"
                        + top + "'"));
        return stray.isPresent();
    }

    boolean covers(Hierarchy hierarchy, OrganizationId id) {
        return root.map(top -> hierarchy.isWithin(id, top)).orElse(true);
    }
}
