package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/**
 * What an application can hold, and with that the rules of every hierarchy: each parent is there, none is below itself, none too deep, there is room, and
 * nothing is deleted that has others below it.
 *
 * @param organizations how many organizations; the vendor's limit is 200
 * @param depth how many levels; the vendor's limit is 5
 * @see <a href="https://learn.microsoft.com/azure/iot-central/core/concepts-quotas-limits">Quotas and limits</a>
 */
public record Limits(int organizations, int depth) {

    /** What an application demands of its hierarchy at every moment. */
    public enum Rule {
        NO_CHILDREN,
        PARENT_EXISTS,
        NO_CIRCLE,
        DEPTH,
        ROOM
    }

    /**
     * What in the shape of a hierarchy stands in the way.
     *
     * @param rule the rule that would be broken
     * @param description what is in the way, for people
     */
    public record Obstacle(Rule rule, String description) {}

    /** What stands in the way of {@code step} in {@code now}; empty if it is allowed. */
    Optional<Obstacle> against(Hierarchy now, Step step) {
        OrganizationId id = step.organization();
        return step.match(
                create -> againstPlacing(now, id, create.organizationAfter().parent()),
                update -> update.placement().parent().flatMap(parent -> againstPlacing(now, id, Optional.of(parent))),
                detour -> Optional.empty(),
                delete -> againstDeleting(now, id));
    }

    /** What stands in the way of {@code id} under {@code parent}, with what is below it, new or not; without a parent it is at the top level. */
    public Optional<Obstacle> againstPlacing(Hierarchy now, OrganizationId id, Optional<OrganizationId> parent) {
        return parent.flatMap(above -> againstParent(now, id, above)).or(() -> againstNew(now, id));
    }

    /** What stands in the way of deleting {@code id}. */
    public Optional<Obstacle> againstDeleting(Hierarchy now, OrganizationId id) {
        return now.childrenOf(id).isEmpty()
                ? Optional.empty()
                : found(Rule.NO_CHILDREN, "'" + id + "' still has organizations below it");
    }

    /** One less of each: what just reaches a limit is too much. */
    public Limits cautious() {
        return new Limits(organizations - 1, depth - 1);
    }

    /** These limits, or what {@code actual} proves to be possible where that is more. */
    Limits including(Hierarchy actual) {
        return new Limits(Math.max(organizations, actual.size()), Math.max(depth, actual.height()));
    }

    private Optional<Obstacle> againstParent(Hierarchy now, OrganizationId id, OrganizationId parent) {
        if (!now.contains(parent)) {
            return found(Rule.PARENT_EXISTS, "its parent '" + parent + "' does not exist");
        }
        if (now.isWithin(parent, id)) {
            return found(Rule.NO_CIRCLE, "its parent '" + parent + "' is below it");
        }
        return now.depthOf(parent) + now.heightOf(id) > depth
                ? found(Rule.DEPTH, "under '" + parent + "' it is too deep")
                : Optional.empty();
    }

    private Optional<Obstacle> againstNew(Hierarchy now, OrganizationId id) {
        return !now.contains(id) && now.size() + 1 > organizations
                ? found(Rule.ROOM, "the application is full: " + Text.count(now.size(), "organization"))
                : Optional.empty();
    }

    private static Optional<Obstacle> found(Rule rule, String description) {
        return Optional.of(new Obstacle(rule, description));
    }
}
