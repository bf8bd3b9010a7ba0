package dev.orgrelay.relay.reconcile;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Draft.Row;
import dev.orgrelay.plan.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A whole hierarchy that an application should have.
 *
 * @param application name of the application
 * @param source who says so: name of a configured sender, or a word for logs and reports
 * @param rows the organizations, unchecked
 * @param mistakes what was wrong already when it was read, one sentence for each; if there is any, nothing is applied
 * @param readAt when this was true. What happened later is newer, and wins
 * @param delivery what it came with, if that is recorded
 */
public record DesiredState(
        String application,
        String source,
        List<Row> rows,
        List<String> mistakes,
        Instant readAt,
        Optional<DeliveryId> delivery) {

    /** A hierarchy that nobody records. */
    public DesiredState(String application, String source, List<Row> rows, List<String> mistakes, Instant readAt) {
        this(application, source, rows, mistakes, readAt, Optional.empty());
    }

    /** A hierarchy that was read without mistakes. */
    public DesiredState(String application, String source, List<Row> rows, Instant readAt) {
        this(application, source, rows, List.of(), readAt);
    }

    /** The same, as something that came with {@code recorded}. */
    public DesiredState cameWith(Optional<DeliveryId> recorded) {
        return new DesiredState(application, source, rows, mistakes, readAt, recorded);
    }

    /**
     * The change that {@code step} asks for. Its time is that of the hierarchy, so anything newer wins; it has no event id, since the same step may be needed again.
     */
    Change change(Step step) {
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
                        application, after.id(), after.displayName(), after.parent(), provenance(Operation.CREATE)));
    }

    /** Where such a change comes from. */
    Provenance provenance(Operation operation) {
        return new Provenance(
                        source,
                        operation,
                        Optional.of(Provenance.OF_RECONCILE),
                        Optional.empty(),
                        Optional.of(readAt),
                        readAt)
                .cameWith(delivery);
    }
}
