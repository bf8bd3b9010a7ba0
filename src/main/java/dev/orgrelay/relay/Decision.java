package dev.orgrelay.relay;

import dev.orgrelay.central.CentralException;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Concern;
import dev.orgrelay.organization.Outcome.Deferred;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What an entry of the ledger says to a change that wants to be applied. */
sealed interface Decision {

    /** Nothing is left to do. */
    record Settled(Outcome outcome) implements Decision {}

    /**
     * Not now.
     *
     * @param until when it ends at the latest; empty if that happens any moment
     * @param reason why, for people
     */
    record Busy(Optional<Instant> until, String reason) implements Decision {

        Deferred deferred(Instant now) {
            Duration left = until.map(end -> Duration.between(now, end)).orElse(Cause.BUSY.delay());
            return new Deferred(Cause.BUSY, reason, left);
        }
    }

    /**
     * Something newer may have had its effect: what is there has to be looked at first.
     *
     * @param rival what may have had it
     */
    record Look(Intention rival) implements Decision {

        /** The look failed. */
        Deferred deferred(CentralException failure) {
            Deferred usual = failure.deferred();
            boolean isOfThisChange = usual.cause().concern() == Concern.THIS_CHANGE;
            return new Deferred(
                    isOfThisChange ? Cause.IN_DOUBT : usual.cause(),
                    rival.mark().who() + " may have been applied, and that cannot be found out: " + usual.reason(),
                    usual.delay());
        }
    }

    /**
     * It may be sent.
     *
     * @param remainder what nothing newer has overtaken
     * @param intention the same for the ledger
     */
    record Free(Change remainder, Intention intention) implements Decision {}

    /**
     * @param entry as it is in the store now
     * @param isLeftOver whether a lease is one of this instance that is over, but could not be given back
     */
    static Decision of(LedgerEntry entry, KeyedChange asked, Instant now, Predicate<Lease> isLeftOver) {
        Change change = asked.change();
        List<Intention> inDoubt = entry.inDoubt();
        Optional<Intention> own = own(inDoubt, asked);
        Instant at = own.map(one -> one.mark().at()).orElseGet(() -> timeOf(change, entry));
        Set<Field> fields = entry.history().upTo(asked, at);
        Set<Field> rest = own.map(one -> Field.common(fields, one.fields())).orElse(fields);
        Optional<Change> remainder = Field.only(rest, change);
        if (remainder.isEmpty()) {
            return new Settled(entry.history().settled(asked));
        }
        Intention next = Intention.of(asked, remainder.get(), Mark.of(change.provenance(), at));
        Optional<Intention> rival = rival(entry, inDoubt, own.isPresent(), next);
        return busy(entry, next, own.isPresent() && rival.isEmpty(), now, isLeftOver)
                .or(() -> rival.map(Look::new))
                .orElseGet(() -> new Free(remainder.get(), next));
    }

    private static Optional<Intention> own(List<Intention> inDoubt, KeyedChange asked) {
        for (Intention one : inDoubt) {
            if (one.isOf(asked.event())) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    /** What was asked for by hand counts as now, and as no older than anything that the ledger knows. */
    private static Instant timeOf(Change change, LedgerEntry entry) {
        Instant at = change.provenance().at();
        if (!change.provenance().isByHand()) {
            return at;
        }
        Stream<Mark> others =
                Stream.concat(entry.sent().stream().map(Intention::mark), entry.waiting().map(Waiting::mark).stream());
        Mark newest = others.reduce(entry.history().newest(), Mark::orLater);
        return newest.isAfter(at) ? newest.at() : at;
    }

    /** What is in doubt and newer; of the same time, what was begun later. With two others in doubt, whichever: there is no room for a third. */
    private static Optional<Intention> rival(
            LedgerEntry entry, List<Intention> inDoubt, boolean isOwnAmongThem, Intention next) {
        int others = 0;
        for (Intention one : entry.sent()) {
            others += one.isOf(next.event()) ? 0 : 1;
        }
        boolean isBegunLater = isOwnAmongThem;
        for (Intention one : inDoubt) {
            boolean isOwn = one.isOf(next.event());
            isBegunLater = isBegunLater && !isOwn;
            if (!isOwn && (others > 1 || isRival(one, next, isBegunLater))) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }

    private static boolean isRival(Intention one, Intention next, boolean isBegunLater) {
        return isDoubtfulDelete(one, next) || one.overtakes(next) || isBegunLater && one.competesWith(next);
    }

    /** An update makes a deleted organization anew, and cannot tell: whether the delete came true decides about what is older than it. */
    private static boolean isDoubtfulDelete(Intention one, Intention next) {
        return one.fields().contains(Field.EXISTENCE) && !next.fields().contains(Field.EXISTENCE);
    }

    /** A change may go on by the lease, and within the time of silence, that an earlier try of its own has left. */
    private static Optional<Decision> busy(
            LedgerEntry entry, Intention next, boolean goesOn, Instant now, Predicate<Lease> isLeftOver) {
        Optional<Decision> leased = entry.lease()
                .filter(lease -> !lease.isOver(now))
                .filter(lease -> !(goesOn && isLeftOver.test(lease) && lease.isFor(next.event())))
                .map(lease -> new Busy(Optional.empty(), "another change of the same organization is under way"));
        return leased.or(() -> Optional.of(entry.silence())
                .filter(silence -> !silence.isOver(now) && !(goesOn && silence.isOf(next.event())))
                .map(silence -> new Busy(
                        Optional.of(silence.until()),
                        silence.mark().who() + " got no answer from IoT Central, and may still have its effect")));
    }
}
