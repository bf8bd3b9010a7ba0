package dev.orgrelay.relay;

import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Listing;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.plan.Limits;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import org.jboss.logging.Logger;

/**
 * Applies changes: the only way to change something in IoT Central.
 *
 * <p>Every change ends as an {@link Outcome}; nothing here fails. What is not finished in time is reported as deferred, but is not broken off: a call
 * that is under way may already have had its effect, so it is brought to its end and remembered.
 */
@Singleton
public class Relay {

    private static final Logger LOG = Logger.getLogger(Relay.class);

    private final Applications applications;
    private final Ledger ledger;
    private final Ownership ownership;
    private final DeadLetters deadLetters;
    private final Timeouts timeouts;
    private final Clock clock;
    private final ChangeLog changeLog;
    private final ChangeObserver observer;

    Relay(
            Applications applications,
            Ledger ledger,
            Ownership ownership,
            DeadLetters deadLetters,
            Timeouts timeouts,
            Clock clock,
            ChangeLog changeLog,
            ChangeObserver observer) {
        this.applications = applications;
        this.ledger = observer.over(ledger);
        this.ownership = ownership;
        this.deadLetters = deadLetters;
        this.timeouts = timeouts;
        this.clock = clock;
        this.changeLog = changeLog;
        this.observer = observer;
    }

    /**
     * Applies {@code changes} together: one may make room for another, whatever their order.
     *
     * @return one outcome for each, in the order of the changes
     */
    public Uni<List<Outcome>> apply(List<Change> changes) {
        return apply(changes, clock.instant().plus(Outcome.TIME_TO_ANSWER));
    }

    /** @param deadline when somebody has to be told; what has no outcome by then is reported as deferred */
    public Uni<List<Outcome>> apply(List<Change> changes, Instant deadline) {
        return apply(changes, UnaryOperator.identity(), deadline);
    }

    /**
     * The same for changes that have a past.
     *
     * @param withPast tells it to the dead letter of a change that is refused
     */
    Uni<List<Outcome>> apply(List<Change> changes, UnaryOperator<DeadLetter> withPast) {
        return apply(changes, withPast, clock.instant().plus(Outcome.TIME_TO_ANSWER));
    }

    /**
     * Applies {@code change}, which is that of {@code letter}, once more, as what it was: from its sender, of its time. So it can be repeated without harm. The
     * letter is removed when nothing is left to do, and kept otherwise. Fails if the dead letters cannot be reached.
     */
    public Uni<Outcome> replay(DeadLetter letter, Change change) {
        return apply(List.of(change), refused -> refused.inPlaceOf(letter))
                .map(outcomes -> outcomes.get(0))
                .call(outcome -> outcome.isDone()
                        ? deadLetters.remove(letter.id()).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<List<Outcome>> apply(List<Change> changes, UnaryOperator<DeadLetter> withPast, Instant end) {
        Batch batch = new Batch(
                changes,
                (change, earlier) -> observer.applying(
                        change, apply(change, earlier, () -> clock.instant().isAfter(end), withPast)));
        return timeouts.orElse(batch.run(), Duration.between(clock.instant(), end), batch::outcomesSoFar);
    }

    private Uni<Outcome> apply(
            Change change, List<Change> earlier, BooleanSupplier isOutOfTime, UnaryOperator<DeadLetter> withPast) {
        Instant start = clock.instant();
        return applications
                .named(change.application())
                .map(central ->
                        ledger.apply(change, earlier, new Attempt(change, central, ownership, observer, isOutOfTime)))
                .orElseGet(() -> Uni.createFrom().item(unknownApplication(change)))
                .flatMap(outcome -> kept(change, outcome, withPast))
                .onFailure()
                .recoverWithItem(failure -> troubled(change, failure))
                .invoke(outcome -> {
                    changeLog.write(change, outcome, Duration.between(start, clock.instant()));
                    observer.applied(change, outcome);
                });
    }

    private Uni<Outcome> kept(Change change, Outcome outcome, UnaryOperator<DeadLetter> withPast) {
        if (outcome instanceof Outcome.Refused refused) {
            DeadLetter letter = withPast.apply(
                    DeadLetter.of(change, refused.reason(), clock.instant()).withSupport(refused.support()));
            return deadLetters.keep(letter).replaceWith(refused.keptAs(letter.id()));
        }
        boolean mayEndLetter =
                outcome instanceof Outcome.Applied && !change.provenance().isOfEvent();
        return mayEndLetter
                ? withoutLetter(change).replaceWith(outcome)
                : Uni.createFrom().item(outcome);
    }

    /** What was asked for again and is done now needs no letter any more; one that cannot be removed now has no say in that. */
    private Uni<Boolean> withoutLetter(Change change) {
        String id = DeadLetter.of(change, "", clock.instant()).id();
        return deadLetters.remove(id).onFailure().recoverWithItem(false);
    }

    /** What the application behind {@code central} can hold. */
    public static Limits limitsOf(Central central) {
        return new Limits(central.maxOrganizations(), central.maxDepth());
    }

    /** What it can hold of what can be planned: {@code all} may have items without an id. */
    public static Limits limitsOf(Central central, Listing all) {
        return new Limits(central.maxOrganizations() - all.nameless().size(), central.maxDepth());
    }

    static Outcome unknownApplication(Change change) {
        return new Outcome.Refused("no application '" + change.application() + "' is configured");
    }

    /** What becomes of a change that something went wrong with. A failure that is known says whom it concerns. */
    static Outcome troubled(Change change, Throwable failure) {
        if (failure instanceof StoreException known) {
            return known.deferred();
        }
        if (failure instanceof CentralException known) {
            return known.deferred();
        }
        LOG.errorf(failure, "%s could not be applied", change.organization());
        return new Outcome.Deferred(Cause.NO_ANSWER, "it could not be tried; the log of this instance says why");
    }
}
