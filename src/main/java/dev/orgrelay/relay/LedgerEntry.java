package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the ledger knows of one organization.
 *
 * @param history what was applied
 * @param open what may have had its effect without anybody knowing, newest first; two at most, since whoever finds two looks first
 * @param waiting a move that came before the organization, as long as nothing newer was applied
 * @param lease who may apply the next change
 * @param silence a request without an answer
 */
public record LedgerEntry(
        History history, List<Intention> open, Optional<Waiting> waiting, Optional<Lease> lease, Silence silence) {

    /** Nothing: an organization that was never heard of. */
    public static final LedgerEntry NONE = of(History.NONE);

    public LedgerEntry {
        open = List.copyOf(open);
        waiting = waiting.filter(move -> move.mark().isAfter(history.parent().at())
                && !history.deleted().isAfter(move.mark().at()));
    }

    public static LedgerEntry of(History history) {
        return new LedgerEntry(history, List.of(), Optional.empty(), Optional.empty(), Silence.NONE);
    }

    /** Whether its history is all there is to know. */
    boolean isQuiet() {
        return open.isEmpty() && waiting.isEmpty() && lease.isEmpty() && silence.equals(Silence.NONE);
    }

    /** Whether nothing is left to do of {@code change}: the same event was applied, or something newer. */
    public boolean hasSettled(Change change) {
        return Decision.of(this, KeyedChange.of(change, List.of()), Instant.EPOCH, lease -> false)
                instanceof Decision.Settled;
    }

    /** Whether somebody has the right to change the organization. */
    public boolean isLeased(Instant now) {
        return lease.filter(held -> !held.isOver(now)).isPresent();
    }

    boolean isHeldBy(String id) {
        return lease.filter(held -> held.id().equals(id)).isPresent();
    }

    /** What somebody has sent, or may have, and nobody knows the end of: the holder of the lease first, as if it were lost. */
    List<Intention> sent() {
        Optional<Intention> held = lease.flatMap(Lease::intention);
        if (held.isEmpty()) {
            return open;
        }
        List<Intention> all = new ArrayList<>(open);
        all.removeIf(one -> one.isOf(held.get().event()));
        all.add(0, held.get());
        return all;
    }

    /** The same, newest first; a waiting move is among them if somebody may have taken it along. */
    List<Intention> inDoubt() {
        List<Intention> sent = sent();
        if (sent.isEmpty()) {
            return sent;
        }
        List<Intention> all = new ArrayList<>(sent);
        all.sort(Comparator.comparing((Intention one) -> one.mark().at()).reversed());
        waiting.map(Intention::of).ifPresent(move -> {
            long newer = all.stream().takeWhile(one -> !move.isNewerThan(one)).count();
            all.add((int) newer, move);
        });
        return all;
    }

    /**
     * Somebody takes the right. What is in doubt remains so. A lease that was never given back is taken for one whose request got no answer: as long as it was
     * good, that may have its effect.
     *
     * @param next empty to look what became of all that is in doubt
     */
    LedgerEntry leasedTo(String id, Instant until, Optional<Intention> next) {
        Silence left = lease.flatMap(Lease::silence).orElse(Silence.NONE);
        return new LedgerEntry(
                history, sent(), waiting, Optional.of(new Lease(id, until, next)), silence.orLonger(left));
    }

    /** The lease {@code id} is good until {@code until}, if it is still there. */
    LedgerEntry renewed(String id, Instant until) {
        return with(lease.map(held -> held.id().equals(id) ? held.prolonged(until) : held), silence);
    }

    /** The right {@code id} is given back by somebody who changed nothing. */
    LedgerEntry givenBack(String id) {
        return with(lease.filter(held -> !held.id().equals(id)), silence);
    }

    /**
     * What is in doubt, settled by a look at the organization: of each field, the newest that is as intended came true, and what is older was overtaken.
     * What is not as intended had no effect, since none can come late any more.
     *
     * @param actual empty if it does not exist
     */
    LedgerEntry settledBy(Optional<Organization> actual, Instant now) {
        History known = history;
        Set<Field> decided = EnumSet.noneOf(Field.class);
        for (Intention intention : inDoubt()) {
            Set<Field> overtaken = Field.overtaken(intention.fields(), decided);
            Set<Field> found = Field.without(intention.foundIn(actual), overtaken);
            known = known.applied(intention.only(found), found, now).overtaken(intention, overtaken, now);
            decided.addAll(found);
        }
        return with(known, List.of(), waiting);
    }

    /** {@code turn} is over. Who lost the right meanwhile says no more than what it has applied, and leaves what others have begun: that may be newer. */
    LedgerEntry closed(Turn turn, Outcome outcome, Instant now) {
        boolean isApplied = outcome instanceof Outcome.Applied;
        Set<Field> asked = Field.of(turn.asked().change());
        if (!isHeldBy(turn.lease())) {
            return isApplied ? with(history.appliedLate(turn.intention(), asked, now), open, waiting) : this;
        }
        Silence last = silence.orLonger(turn.silence());
        LedgerEntry free = with(Optional.empty(), last.isOver(now) ? Silence.NONE : last);
        if (isApplied) {
            return free.applied(turn.intention(), asked, turn.takesMoveAlong(), now);
        }
        if (turn.isEffectPossible()) {
            return free.inDoubtAbout(turn.intention());
        }
        return outcome.isDeferredFor(Cause.MISSING) ? free.waitingFor(Waiting.of(turn)) : free;
    }

    private LedgerEntry inDoubtAbout(Intention unknown) {
        List<Intention> all = new ArrayList<>(open);
        all.removeIf(other -> other.isOf(unknown.event()));
        all.add(0, unknown);
        return with(history, all, waiting);
    }

    private LedgerEntry waitingFor(Waiting move) {
        return with(history, open, Optional.of(waiting.map(move::orNewer).orElse(move)));
    }

    private LedgerEntry applied(Intention own, Set<Field> asked, boolean takesMoveAlong, Instant now) {
        History known = history.applied(own, asked, now);
        List<Intention> rest = new ArrayList<>();
        for (Intention other : open) {
            Set<Field> overtaken = Field.overtaken(other.fields(), own.fields());
            if (!other.isOf(own.event())) {
                known = known.overtaken(other, overtaken, now);
                other.without(overtaken).ifPresent(rest::add);
            }
        }
        if (waiting.isEmpty()) {
            return with(known, rest, waiting);
        }
        Intention move = Intention.of(waiting.get());
        if (takesMoveAlong) {
            known = known.applied(move, Set.of(Field.PARENT), now);
        } else if (own.overtakes(move)) {
            known = known.overtaken(move, Set.of(Field.PARENT), now);
        }
        boolean isMoveDone = !own.fields().contains(Field.EXISTENCE)
                && rest.stream().noneMatch(other -> other.fields().contains(Field.PARENT)); // may have taken it along
        return with(known, rest, isMoveDone ? Optional.empty() : waiting);
    }

    private LedgerEntry with(History known, List<Intention> unknown, Optional<Waiting> move) {
        return new LedgerEntry(known, unknown, move, lease, silence);
    }

    private LedgerEntry with(Optional<Lease> held, Silence last) {
        return new LedgerEntry(history, open, waiting, held, last);
    }
}
