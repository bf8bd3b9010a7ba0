package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.CentralException.Kind;
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

    private final OrganizationId organization;
    private final Central central;
    private final BooleanSupplier isOutOfTime;

    Attempt(OrganizationId organization, Central central, BooleanSupplier isOutOfTime) {
        this.organization = organization;
        this.central = central;
        this.isOutOfTime = isOutOfTime;
    }

    @Override
    public boolean isOutOfTime() {
        return isOutOfTime.getAsBoolean();
    }

    @Override
    public Uni<Optional<Organization>> look() {
        return Authorization.find(central, organization);
    }

    @Override
    public Uni<Ending> carryOut(Turn turn) {
        return turn.changeWithWaitingMove()
                .map(change -> carryOut(turn, change, true)
                        .flatMap(ending -> isUnplaced(ending)
                                ? carryOut(turn, turn.change(), false)
                                : Uni.createFrom().item(ending)))
                .orElseGet(() -> carryOut(turn, turn.change(), false));
    }

    private Uni<Ending> carryOut(Turn turn, Change change, boolean takesMoveAlong) {
        return send(turn, change, false).map(outcome -> ending(turn, outcome, takesMoveAlong));
    }

    private static Ending ending(Turn turn, Outcome outcome, boolean takesMoveAlong) {
        if (outcome instanceof Outcome.Applied) {
            return new Ending.Applied(takesMoveAlong);
        }
        Ending ending = turn.endingWith(outcome);
        boolean isEarly = outcome instanceof Deferred deferred && deferred.cause() == Cause.MISSING;
        return isEarly && ending instanceof Ending.NothingHappened ? new Ending.NothingHappened(outcome, true) : ending;
    }

    private Uni<Outcome> send(Turn turn, Change change, boolean again) {
        return new Sending(central.watchedBy(turn), turn.hasExisted())
                .send(change)
                .onFailure(CentralException.class)
                .recoverWithUni(failure -> explain(turn, change, failure, again));
    }

    private Uni<Outcome> explain(Turn turn, Change change, CentralException failure, boolean again) {
        return switch (failure.kind()) {
            case THROTTLED, UNREACHABLE, UNAVAILABLE, UNREADABLE, UNAUTHORIZED ->
                Uni.createFrom().item(failure.deferred());
            case NOT_FOUND, CONFLICT, REFUSED ->
                isMissing(change, failure)
                        ? Uni.createFrom().item(missing(change))
                        : blame(turn, change, failure, again);
        };
    }

    private Uni<Outcome> blame(Turn turn, Change change, CentralException refusal, boolean again) {
        return central.list()
                .map(Hierarchy::of)
                .flatMap(hierarchy -> obstacle(change, hierarchy, limitsOf(central))
                        .map(obstacle ->
                                Uni.createFrom().<Outcome>item(new Deferred(Cause.NO_PLACE, obstacle.description())))
                        .orElseGet(() -> again
                                ? Uni.createFrom().item(new Outcome.Refused(refusal.getMessage()))
                                : send(turn, change, true)))
                .onFailure(CentralException.class)
                .recoverWithItem(CentralException::deferred);
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
        return change.match(
                create ->
                        limits.againstPlacing(hierarchy, id, create.placement().parent()),
                update ->
                        limits.againstPlacing(hierarchy, id, update.placement().parent()),
                delete -> limits.againstDeleting(hierarchy, id));
    }

    /** What the application behind {@code central} can hold. */
    static Limits limitsOf(Central central) {
        return new Limits(central.maxOrganizations(), central.maxDepth());
    }

    /** What may still have its effect must not be followed by a try elsewhere. */
    private static boolean isUnplaced(Ending ending) {
        return ending instanceof Ending.NothingHappened nothing
                && nothing.outcome() instanceof Deferred deferred
                && deferred.cause() == Cause.NO_PLACE;
    }

    static Outcome missing(Change change) {
        return new Deferred(Cause.MISSING, "'" + change.organization() + "' does not exist");
    }

    /** A move that comes before the create of its organization: there is no display name to create it with. */
    private static boolean isMissing(Change change, CentralException failure) {
        return failure.kind() == Kind.NOT_FOUND && change.displayName().isEmpty();
    }
}
