package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Step;
import java.util.Optional;

/**
 * The change that a step asks for. Its time is that of the hierarchy, so anything newer wins; it has no event id, since the same step may be needed
 * again.
 */
final class StepChange {

    private final DesiredState desired;

    StepChange(DesiredState desired) {
        this.desired = desired;
    }

    Change of(Step step) {
        String application = desired.application();
        return step.match(
                create -> new Change.Create(
                        application,
                        create.organization(),
                        create.organizationAfter().displayName(),
                        create.organizationAfter().parent(),
                        provenance(Operation.CREATE)),
                update -> new Change.Update(
                        application,
                        update.organization(),
                        update.displayName(),
                        update.placement(),
                        provenance(Operation.UPDATE)),
                detour -> new Change.Update(
                        application,
                        detour.organization(),
                        Optional.empty(),
                        Placement.topLevel(),
                        provenance(Operation.UPDATE)),
                delete -> new Change.Delete(application, delete.organization(), provenance(Operation.DELETE)));
    }

    /** The whole organization after {@code step}, for one that turns out to be missing; empty if it is not to exist, or not yet in its place. */
    Optional<Change> whole(Step step) {
        return Optional.of(step)
                .filter(Step.Update.class::isInstance)
                .flatMap(Step::after)
                .map(after -> new Change.Create(
                        desired.application(),
                        after.id(),
                        after.displayName(),
                        after.parent(),
                        provenance(Operation.CREATE)));
    }

    private Provenance provenance(Operation operation) {
        return new Provenance(
                        desired.source(),
                        operation,
                        Optional.of(Provenance.OF_RECONCILE),
                        Optional.empty(),
                        Optional.of(desired.readAt()),
                        desired.readAt())
                .cameWith(desired.delivery());
    }
}
