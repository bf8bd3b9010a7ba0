package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import java.util.Optional;

/**
 * What in the shape of the hierarchy stands in the way of a change that IoT Central refused.
 *
 * <p>The vendor publishes neither the status nor the code of such refusals, nor whether the implicit root counts as a level or as an organization
 * (so a change that just reaches a limit counts as hindered by it). The shape alone decides.
 */
record Obstacle(String description) {

    /** The obstacle, or empty if the shape of {@code hierarchy} does not hinder {@code change}. */
    static Optional<Obstacle> to(Change change, Hierarchy hierarchy, Limits limits) {
        OrganizationId id = change.organization();
        return change.match(
                create -> inPlacing(create, hierarchy, limits).or(() -> full(id, hierarchy, limits)),
                update -> inPlacing(update, hierarchy, limits).or(() -> full(id, hierarchy, limits)),
                delete -> hierarchy.hasChildren(id)
                        ? found("'" + id + "' still has organizations below it")
                        : Optional.empty());
    }

    private static Optional<Obstacle> inPlacing(Change change, Hierarchy hierarchy, Limits limits) {
        OrganizationId id = change.organization();
        return change.placement().parent().flatMap(parent -> {
            if (!hierarchy.contains(parent)) {
                return found("its parent '" + parent + "' does not exist");
            }
            if (hierarchy.isWithin(parent, id)) {
                return found("its parent '" + parent + "' is below it");
            }
            int depth = hierarchy.depthOf(parent) + Math.max(1, hierarchy.heightOf(id));
            return depth >= limits.depth() ? found("under '" + parent + "' it is too deep") : Optional.empty();
        });
    }

    private static Optional<Obstacle> full(OrganizationId id, Hierarchy hierarchy, Limits limits) {
        return !hierarchy.contains(id) && hierarchy.size() + 1 >= limits.organizations()
                ? found("the application is full: " + hierarchy.size() + " organizations")
                : Optional.empty();
    }

    private static Optional<Obstacle> found(String description) {
        return Optional.of(new Obstacle(description));
    }
}
