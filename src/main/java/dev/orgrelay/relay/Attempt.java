package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.CentralException.Kind;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Limits;
import dev.orgrelay.relay.Reservation.Acquired;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/**
 * One change on its way into one application: acquire, send, complete or release.
 *
 * <p>When the application refuses, and only then, its hierarchy is read to learn whether the shape of the tree is to blame. If nothing is, the
 * tree may have changed in between, so the change is sent once more before the refusal is believed.
 */
final class Attempt {

    private static final int UNAUTHENTICATED = 401;
    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(1);
    private static final Duration BUSY_DELAY = Duration.ofSeconds(2);
    private static final Duration HIERARCHY_DELAY = Duration.ofSeconds(5);
    private static final Duration OUTAGE_DELAY = Duration.ofSeconds(10);
    private static final Duration CREDENTIALS_DELAY = Duration.ofSeconds(60);

    private final Change change;
    private final Ledger ledger;
    private final Central central;
    private final Limits limits;

    Attempt(Change change, Ledger ledger, Central central, Limits limits) {
        this.change = change;
        this.ledger = ledger;
        this.central = central;
        this.limits = limits;
    }

    /** The outcome; fails only if the ledger cannot be reached. */
    Uni<Outcome> run() {
        return acquire(FIRST_LOOK)
                .flatMap(reservation -> reservation.match(
                        this::carryOut,
                        () -> outcome(new Outcome.Duplicate()),
                        superseded -> outcome(new Outcome.Stale(superseded.reason())),
                        () -> outcome(new Deferred(
                                Awaited.TURN, "another change of the same organization is under way", BUSY_DELAY))));
    }

    /** Changes of one organization often come close together, so a short wait saves most of them from being sent again. */
    private Uni<Reservation> acquire(Duration nextLook) {
        return ledger.acquire(change).flatMap(reservation -> {
            boolean givesUp = !isBusy(reservation) || nextLook.compareTo(LONGEST_LOOK) > 0;
            return givesUp
                    ? Uni.createFrom().item(reservation)
                    : Uni.createFrom()
                            .voidItem()
                            .onItem()
                            .delayIt()
                            .by(nextLook)
                            .flatMap(waited -> acquire(nextLook.multipliedBy(2)));
        });
    }

    private Uni<Outcome> carryOut(Acquired acquired) {
        LeaseWatch watch = new LeaseWatch(() -> ledger.holds(acquired));
        return send(acquired.remainder(), watch, false)
                .onFailure()
                .call(failure -> giveBack(acquired, watch))
                .call(outcome -> settle(acquired, watch, outcome));
    }

    private Uni<Void> settle(Acquired acquired, LeaseWatch watch, Outcome outcome) {
        if (outcome instanceof Outcome.Applied) {
            return ledger.complete(acquired);
        }
        boolean isEarly = outcome instanceof Deferred deferred && deferred.awaited() == Awaited.ORGANIZATION;
        return isEarly ? ledger.postpone(acquired) : giveBack(acquired, watch);
    }

    private Uni<Void> giveBack(Acquired acquired, LeaseWatch watch) {
        return watch.mayHaveChangedSomething() ? ledger.postpone(acquired) : ledger.release(acquired);
    }

    private Uni<Outcome> send(Change remainder, LeaseWatch watch, boolean again) {
        return new Sending(central.watchedBy(watch))
                .send(remainder)
                .<Outcome>map(sent -> new Outcome.Applied())
                .onFailure(CentralException.class)
                .recoverWithUni(failure -> explain(remainder, watch, failure, again));
    }

    private Uni<Outcome> explain(Change remainder, LeaseWatch watch, CentralException failure, boolean again) {
        return switch (failure.kind()) {
            case THROTTLED, UNAVAILABLE, UNAUTHORIZED -> outcome(untilAvailable(failure));
            case NOT_FOUND, CONFLICT, REFUSED ->
                isMissing(remainder, failure)
                        ? outcome(new Deferred(
                                Awaited.ORGANIZATION,
                                "'" + remainder.organization() + "' does not exist",
                                HIERARCHY_DELAY))
                        : blame(remainder, watch, failure, again);
        };
    }

    private Uni<Outcome> blame(Change remainder, LeaseWatch watch, CentralException refusal, boolean again) {
        return central.list()
                .map(Hierarchy::of)
                .flatMap(hierarchy -> Obstacle.to(remainder, hierarchy, limits)
                        .map(obstacle -> outcome(untilPlaced(obstacle.description())))
                        .orElseGet(() -> again
                                ? outcome(new Outcome.Refused(refusal.getMessage()))
                                : send(remainder, watch, true)))
                .onFailure(CentralException.class)
                .recoverWithItem(failure -> untilAvailable(failure));
    }

    /** A move that comes before the create of its organization: there is no display name to create it with. */
    private static boolean isMissing(Change remainder, CentralException failure) {
        return failure.kind() == Kind.NOT_FOUND && remainder.displayName().isEmpty();
    }

    private static Deferred untilPlaced(String reason) {
        return new Deferred(Awaited.HIERARCHY, reason, HIERARCHY_DELAY);
    }

    private static Deferred untilAvailable(CentralException failure) {
        Duration usual = failure.kind() == Kind.UNAUTHORIZED ? CREDENTIALS_DELAY : OUTAGE_DELAY;
        Optional<Duration> demanded = failure.retryAfter();
        boolean isForAll = demanded.isPresent() || failure.status() == UNAUTHENTICATED;
        Awaited awaited = isForAll ? Awaited.APPLICATION : Awaited.ANSWER;
        return new Deferred(awaited, failure.getMessage(), demanded.orElse(usual));
    }

    private static boolean isBusy(Reservation reservation) {
        return reservation instanceof Reservation.Busy;
    }

    private static Uni<Outcome> outcome(Outcome outcome) {
        return Uni.createFrom().item(outcome);
    }
}
