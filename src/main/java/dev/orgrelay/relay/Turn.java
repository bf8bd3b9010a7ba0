package dev.orgrelay.relay;

import dev.orgrelay.central.CallWatch;
import dev.orgrelay.organization.Change;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** The right to apply one change, from its beginning to its end. Sends nothing any more once the right is lost, and knows what may have been changed. */
final class Turn implements CallWatch {

    private final KeyedChange asked;
    private final Change change;
    private final LedgerEntry begun;
    private final Lease lease;
    private final Intention intention;
    private final LeaseTerm term;
    private final Clock clock;
    private volatile Optional<Change> takenAlong;
    private volatile Instant goodUntil;
    private volatile long renewAt;
    private volatile Instant lastSent = Instant.MIN;
    private volatile Silence silence = Silence.NONE;
    private volatile boolean isEffectPossible;

    /**
     * @param change what is still up to {@code asked}
     * @param begun the entry as it was written when the turn began: with its lease, and what the turn is about to do
     */
    Turn(KeyedChange asked, Change change, LedgerEntry begun, LeaseTerm term, Clock clock) {
        this.asked = asked;
        this.change = change;
        this.begun = begun;
        this.lease = begun.lease().orElseThrow();
        this.intention = lease.intention().orElseThrow();
        this.takenAlong = begun.waiting()
                .filter(move -> move.mark().isAfter(intention.mark().at()))
                .flatMap(move -> move.takenAlongBy(change));
        this.goodUntil = lease.until();
        this.term = term;
        this.clock = clock;
    }

    /** The change as it came. */
    KeyedChange asked() {
        return asked;
    }

    /** What to apply: for an organization that does not exist yet, under the parent of a newer move that waits for it. */
    Change change() {
        return takenAlong.orElse(change);
    }

    boolean takesMoveAlong() {
        return takenAlong.isPresent();
    }

    /** Goes on without the move that waits; false if it takes none along, or something may have been changed by then. */
    boolean leavesMove() {
        boolean canLeave = takesMoveAlong() && !isEffectPossible;
        takenAlong = canLeave ? Optional.empty() : takenAlong;
        return canLeave;
    }

    /** Who has set the part of the change that is not up to it any more; empty if all of it is. */
    Optional<String> overtakenBy() {
        Set<Field> lost = Field.without(Field.of(asked.change()), Field.of(change));
        return lost.isEmpty() ? Optional.empty() : Optional.of(begun.history().overtakenBy(lost));
    }

    /** Whether the organization is known to have existed. */
    boolean hasExisted() {
        return begun.history().hasExisted();
    }

    /** What the turn set out to do. */
    Intention intention() {
        return intention;
    }

    /** The id of its lease. */
    String lease() {
        return lease.id();
    }

    @Override
    public boolean letsThrough() {
        Instant now = clock.instant();
        boolean isGood = isGoodAt(now);
        if (isGood) {
            lastSent = now;
        }
        return isGood;
    }

    /** Whether the right lasts long enough for one more request. */
    boolean isGood() {
        return isGoodAt(clock.instant());
    }

    private boolean isGoodAt(Instant now) {
        return goodUntil.isAfter(now.plus(term.margin()));
    }

    @Override
    public void ended(Effect effect) {
        if (effect != Effect.NONE) {
            isEffectPossible = true;
        }
        if (effect == Effect.STILL_POSSIBLE) {
            // by the clock of whoever comes next
            silence = new Silence(lastSent.plus(term.margin()), intention.mark(), intention.event());
        }
    }

    /** Whether something may have been changed, or may still be. */
    boolean isEffectPossible() {
        return isEffectPossible;
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
