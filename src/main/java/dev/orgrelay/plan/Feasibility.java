package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.Comparator;
import java.util.Optional;

/**
 * Whether the state at the end of a plan can exist. It may not when the policy, the scope or the guard keeps back some of the steps: what stays may be
 * in the way of what comes. Then the steps that lead there are sorted out before the first call.
 */
final class Feasibility {

    private final Forest actual;
    private final Limits limits;

    Feasibility(Forest actual, Limits limits) {
        this.actual = actual;
        this.limits = limits;
    }

    void apply(StepFilter filter) {
        boolean isPossible = false;
        while (!isPossible) {
            Forest later = actual.after(filter.steps());
            isPossible = !(dropOrphan(filter, later)
                    || dropFromCircle(filter, later)
                    || dropTooDeep(filter, later)
                    || dropTooMany(filter, later));
        }
    }

    private boolean dropOrphan(StepFilter filter, Forest later) {
        Optional<OrganizationId> orphan = later.ids().stream()
                .filter(id -> later.parentOf(id)
                        .filter(parent -> !later.contains(parent))
                        .isPresent())
                .filter(id -> filter.places(id)
                        || filter.stepOf(later.parentOf(id).get()).isPresent())
                .findFirst();
        orphan.ifPresent(id -> {
            OrganizationId parent = later.parentOf(id).get();
            if (actual.contains(parent)) {
                filter.drop(parent, "'" + id + "' stays below it");
            } else {
                filter.dropPlace(id, "there is no '" + parent + "' to be its parent");
            }
        });
        return orphan.isPresent();
    }

    private boolean dropFromCircle(StepFilter filter, Forest later) {
        Optional<OrganizationId> round = later.ids().stream()
                .filter(filter::places)
                .filter(id -> later.parentOf(id)
                        .filter(parent -> later.isWithin(parent, id))
                        .isPresent())
                .findFirst();
        round.ifPresent(
                id -> filter.dropPlace(id, "its parent '" + later.parentOf(id).get() + "' stays below it"));
        return round.isPresent();
    }

    private boolean dropTooDeep(StepFilter filter, Forest later) {
        Optional<OrganizationId> culprit = later.ids().stream()
                .filter(id -> later.depthOf(id) > limits.depth())
                .flatMap(id -> later.lineOf(id).stream().filter(filter::places).limit(1))
                .findFirst();
        culprit.ifPresent(id -> filter.dropPlace(
                id,
                (later.parentOf(id).map(parent -> "under '" + parent + "'").orElse("there"))
                        + " it is too deep: there can be " + limits.depth() + " levels"));
        return culprit.isPresent();
    }

    private boolean dropTooMany(StepFilter filter, Forest later) {
        if (later.size() <= limits.organizations()) {
            return false;
        }
        Optional<OrganizationId> last = filter.steps().stream()
                .filter(step -> step.before().isEmpty())
                .map(Step::organization)
                .max(Comparator.comparing(
                                (OrganizationId id) -> later.childrenOf(id).isEmpty())
                        .thenComparing(later::depthOf));
        last.ifPresent(id -> filter.drop(id, "the application is full: it can hold " + limits.organizations()));
        return last.isPresent();
    }
}
