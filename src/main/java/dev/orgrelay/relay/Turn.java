package dev.orgrelay.relay;

import dev.orgrelay.central.CallWatch;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** The right to apply one change, from its beginning to its end. Sends nothing any more once the right is lost, and knows what may have been changed. */
final class Turn implements CallWatch {

    private final LedgerKey key;
    private final KeyedChange asked;
    private final Change change;
    private final Intention intention;
    private final Optional<Change> withWaitingMove;
    private final boolean hasExisted;
    private final String lease;
    private final LeaseTerm term;
    private final Clock clock;
    private volatile Instant goodUntil;
    private volatile long renewAt;
    private volatile Instant lastSent = Instant.MIN;
    private volatile Silence silence = Silence.NONE;
    private volatile boolean isEffectPossible;

    /**
     * @param asked the change as it came
     * @param change what is still up to it
     * @param entry as it was written when the turn began: with its lease, and what the turn is about to do
     */
    Turn(LedgerKey key, KeyedChange asked, Change change, LedgerEntry entry, LeaseTerm term, Clock clock) {
        Lease own = entry.lease().orElseThrow();
        this.key = key;
        this.asked = asked;
        this.change = change;
        this.intention = own.intention().orElseThrow();
        this.withWaitingMove = entry.waiting()
                .filter(move -> move.mark().isAfter(mark().at()))
                .flatMap(move -> move.takenAlongBy(change));
        this.hasExisted = entry.history().hasExisted();
        this.lease = own.id();
        this.goodUntil = own.until();
        this.term = term;
        this.clock = clock;
    }

    /** As it was asked for. */
    Change asked() {
        return asked.change();
    }

    /** What to apply. */
    Change change() {
        return change;
    }

    /** The same for an organization that does not exist yet, under the parent of a newer move that waits for it; empty if none does. */
    Optional<Change> changeWithWaitingMove() {
        return withWaitingMove;
    }

    /** Whether the organization is known to have existed. */
    boolean hasExisted() {
        return hasExisted;
    }

    Intention intention() {
        return intention;
    }

    Mark mark() {
        return intention.mark();
    }

    /** The change as a move that waits for its organization. */
    Waiting move() {
        return new Waiting(change.placement(), mark(), intention.event(), intention.earlier());
    }

    LedgerKey key() {
        return key;
    }

    String lease() {
        return lease;
    }

    @Override
    public boolean letsThrough() {
        Instant now = clock.instant();
        boolean isGood = goodUntil.isAfter(now.plus(term.margin()));
        if (isGood) {
            lastSent = now;
        }
        return isGood;
    }

    @Override
    public void ended(Effect effect) {
        if (effect != Effect.NONE) {
            isEffectPossible = true;
        }
        if (effect == Effect.STILL_POSSIBLE) {
            // by the clock of whoever comes next
            silence = new Silence(lastSent.plus(term.margin()), mark(), intention.event());
        }
    }

    /** The ending of a turn whose change is not true now. */
    Ending endingWith(Outcome outcome) {
        return isEffectPossible ? new Ending.Unknown(outcome) : new Ending.NothingHappened(outcome, false);
    }

    /** The last request without an answer. */
    Silence silence() {
        return silence;
    }

    void isGoodUntil(Instant end) {
        goodUntil = end;
    }

    /** @param at in nanoseconds of the scheduler */
    void renewAt(long at) {
        renewAt = at;
    }

    boolean isToBeRenewed(long now) {
        return now - renewAt >= 0;
    }
}
