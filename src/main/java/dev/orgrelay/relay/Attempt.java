package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.plan.Limits.Obstacle;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * One change on its way into one application.
 *
 * <p>When the application refuses, and only then, its hierarchy is read to learn whether the shape of the tree is to blame. If nothing is, the
 * tree may have changed in between, so the change is sent once more before the refusal is believed.
 */
final class Attempt implements Ledger.Work {

    private static final Outcome NOT_OWNED =
            new Outcome.Stale("it is not Org Relay's own any more: somebody has deleted it, or made it anew");

    private final Change asked;
    private final Central application;
    private final Ownership ownership;
    private final ChangeObserver observer;
    private final BooleanSupplier isOutOfTime;

    Attempt(
            Change change,
            Central application,
            Ownership ownership,
            ChangeObserver observer,
            BooleanSupplier isOutOfTime) {
        this.asked = change;
        this.application = application;
        this.ownership = ownership;
        this.observer = observer;
        this.isOutOfTime = isOutOfTime;
    }

    /** Observed only where it is called: a change that came before needs no call. */
    private Central central() {
        return observer.over(asked, application);
    }

    @Override
    public boolean isOutOfTime() {
        return isOutOfTime.getAsBoolean();
    }

    @Override
    public Uni<Optional<Organization>> look() {
        return Sending.find(central(), asked.organization());
    }

    @Override
    public Uni<Outcome> carryOut(Turn turn) {
        turn.overtakenBy().ifPresent(by -> observer.overtaken(asked, by));
        if (asked instanceof Change.Delete) {
            return delete(turn);
        }
        return carryOut(turn, turn.change())
                .flatMap(outcome -> outcome.isDeferredFor(Cause.NO_PLACE) && turn.leavesMove()
                        ? carryOut(turn, turn.change())
                        : Uni.createFrom().item(outcome));
    }

    /** What is to go is nobody's own from before it does: whatever ends in between, what a person makes in its place stays. */
    private Uni<Outcome> delete(Turn turn) {
        LedgerKey key = turn.asked().key();
        return ownership.giveUp(key).flatMap(row -> {
            boolean isOthers = row.isEmpty() && asked.provenance().isOfOwned();
            Uni<Outcome> work = isOthers ? Uni.createFrom().item(NOT_OWNED) : carryOut(turn, turn.change());
            return row.map(owned -> work.call(outcome -> outcome instanceof Outcome.Applied
                            ? Uni.createFrom().voidItem()
                            : stillThere(turn).flatMap(is -> ownership.restore(key, owned, is))))
                    .orElse(work);
        });
    }

    /** Whether what could not be deleted is there, and stays; false if nobody knows. */
    private Uni<Boolean> stillThere(Turn turn) {
        if (!turn.isEffectPossible()) {
            return Uni.createFrom().item(true);
        }
        return turn.silence().equals(Silence.NONE)
                ? look().map(Optional::isPresent).onFailure().recoverWithItem(false)
                : Uni.createFrom().item(false);
    }

    private Uni<Outcome> carryOut(Turn turn, Change change) {
        return send(turn, change, false).onFailure(CentralException.class).recoverWithItem(CentralException::deferred);
    }

    private Uni<Outcome> send(Turn turn, Change change, boolean again) {
        Sending sending = new Sending(central().watchedBy(turn), turn.hasExisted(), ownership.looksFirst(change));
        return sending.send(change)
                .call(() -> ownership.after(turn, sending))
                .onFailure(CentralException.class)
                .recoverWithUni(failure -> explain(turn, change, failure, again));
    }

    /** A move that comes before the create of its organization is missing it: there is no display name to create it with. */
    private Uni<Outcome> explain(Turn turn, Change change, CentralException failure, boolean again) {
        return switch (failure.kind()) {
            case THROTTLED, UNREACHABLE, UNAVAILABLE, UNREADABLE, UNAUTHORIZED ->
                Uni.createFrom().failure(failure);
            case NOT_FOUND ->
                change.displayName().isEmpty()
                        ? Uni.createFrom().item(missing(change))
                        : blame(turn, change, failure, again);
            case CONFLICT, REFUSED -> blame(turn, change, failure, again);
        };
    }

    private Uni<Outcome> blame(Turn turn, Change change, CentralException refusal, boolean again) {
        return central().list().flatMap(all -> obstacle(
                        change, Hierarchy.of(all.organizations()), Relay.limitsOf(application, all))
                .map(obstacle -> Uni.createFrom().<Outcome>item(new Deferred(Cause.NO_PLACE, obstacle.description())))
                .orElseGet(() -> again ? Uni.createFrom().item(refused(change, refusal)) : send(turn, change, true)));
    }

    /** The usual reason for which a department that is closed cannot be deleted is nothing that IoT Central says in words. */
    private static Outcome refused(Change change, CentralException refusal) {
        String reason = change instanceof Change.Delete
                ? refusal.getMessage() + "; devices, users, dashboards, device groups or jobs may still belong to '"
                        + change.organization()
                        + "': move or delete them in IoT Central, then replay this dead letter"
                : refusal.getMessage();
        return new Outcome.Refused(reason, refusal.support());
    }

    /**
     * What in the shape of {@code hierarchy} stands in the way of {@code change}.
     *
     * <p>The vendor publishes neither the status nor the code of such refusals, nor whether the implicit root counts as a level or as an organization,
     * so the limits are taken cautiously.
     */
    static Optional<Obstacle> obstacle(Change change, Hierarchy hierarchy, Limits all) {
        Limits limits = all.cautious();
        OrganizationId id = change.organization();
        return change instanceof Change.Delete
                ? limits.againstDeleting(hierarchy, id)
                : limits.againstPlacing(hierarchy, id, change.placement().parent());
    }

    static Outcome missing(Change change) {
        return new Deferred(Cause.MISSING, "'" + change.organization() + "' does not exist");
    }
}
