package dev.orgrelay.relay;

import dev.orgrelay.organization.Organization;
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

    /** Whether somebody has the right to change the organization. */
    public boolean isLeased(Instant now) {
        return lease.filter(held -> !held.isOver(now)).isPresent();
    }

    boolean isHeldBy(String id) {
        return lease.filter(held -> held.id().equals(id)).isPresent();
    }

    /**
     * What may have had its effect, once the holder of the lease is taken for lost: newest first. A waiting move is among them if somebody may have taken
     * it along.
     */
    List<Intention> inDoubt() {
        List<Intention> all = sent();
        all.sort(Comparator.comparing((Intention one) -> one.mark().at()).reversed());
        if (!all.isEmpty()) {
            waiting.map(Intention::of).ifPresent(move -> all.add(numberOfNewer(all, move), move));
        }
        return all;
    }

    private static int numberOfNewer(List<Intention> all, Intention move) {
        int number = 0;
        while (number < all.size()
                && !move.isNewerThan(
                        all.get(number).mark().at(), all.get(number).event())) {
            number++;
        }
        return number;
    }

    /** The same without a move that waits. */
    List<Intention> sent() {
        List<Intention> all = new ArrayList<>();
        lease.flatMap(Lease::intention).ifPresent(all::add);
        open.stream()
                .filter(one -> all.stream().noneMatch(other -> other.isOf(one.event())))
                .toList()
                .forEach(all::add);
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
        return isHeldBy(id)
                ? new LedgerEntry(history, open, waiting, lease.map(held -> held.prolonged(until)), silence)
                : this;
    }

    /** The right {@code id} is given back by somebody who changed nothing. */
    LedgerEntry givenBack(String id) {
        return new LedgerEntry(
                history, open, waiting, lease.filter(held -> !held.id().equals(id)), silence);
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
            known = known.with(found, intention.mark())
                    .settledFor(intention.event(), intention.earlier(), found, true, now)
                    .settledFor(intention.event(), intention.earlier(), overtaken, false, now);
            decided.addAll(found);
        }
        return new LedgerEntry(known, List.of(), waiting, lease, silence);
    }

    /** {@code turn} is over. Who lost the right meanwhile says no more than what it has applied. */
    LedgerEntry closed(Turn turn, Ending ending, Instant now) {
        if (!isHeldBy(turn.lease())) {
            return ending instanceof Ending.Applied ? rememberedLate(turn, now) : this;
        }
        Silence last = silence.orLonger(turn.silence());
        LedgerEntry next =
                new LedgerEntry(history, open, waiting, Optional.empty(), last.isOver(now) ? Silence.NONE : last);
        if (ending instanceof Ending.Applied applied) {
            return next.applied(turn, applied.takesMoveAlong(), now);
        }
        if (ending instanceof Ending.Unknown) {
            return next.with(turn.intention());
        }
        return ending instanceof Ending.NothingHappened nothing && nothing.isWaiting() ? next.waitingFor(turn) : next;
    }

    private LedgerEntry with(Intention unknown) {
        List<Intention> all = new ArrayList<>(List.of(unknown));
        open.stream().filter(other -> !other.isOf(unknown.event())).forEach(all::add);
        return new LedgerEntry(history, all, waiting, lease, silence);
    }

    private LedgerEntry waitingFor(Turn turn) {
        Waiting move = turn.move();
        Waiting newest = waiting.filter(other -> other.isNewerThan(move)).orElse(move);
        return new LedgerEntry(history, open, Optional.of(newest), lease, silence);
    }

    /** What others have begun meanwhile is left as it is: it may be newer. */
    private LedgerEntry rememberedLate(Turn turn, Instant now) {
        Intention own = turn.intention();
        History known = history.withLate(own.fields(), own.mark())
                .settledFor(own.event(), List.of(), Field.of(turn.asked()), true, now);
        return new LedgerEntry(known, open, waiting, lease, silence);
    }

    private LedgerEntry applied(Turn turn, boolean takesMoveAlong, Instant now) {
        Intention own = turn.intention();
        Set<Field> fields = own.fields();
        History known = history.with(fields, own.mark())
                .settledFor(own.event(), own.earlier(), Field.of(turn.asked()), true, now);
        List<Intention> rest = new ArrayList<>();
        for (Intention other : open) {
            Set<Field> overtaken = Field.overtaken(other.fields(), fields);
            if (!other.isOf(own.event())) {
                known = known.settledFor(other.event(), other.earlier(), overtaken, false, now);
                other.without(overtaken).ifPresent(rest::add);
            }
        }
        if (takesMoveAlong) {
            Waiting move = waiting.orElseThrow();
            known = known.with(Set.of(Field.PARENT), move.mark())
                    .settledFor(move.event(), move.earlier(), Set.of(Field.PARENT), true, now);
        } else if (isMoveOvertakenBy(own)) {
            Waiting move = waiting.orElseThrow();
            known = known.settledFor(move.event(), move.earlier(), Set.of(Field.PARENT), false, now);
        }
        boolean isDone = !fields.contains(Field.EXISTENCE)
                && rest.stream().noneMatch(other -> other.fields().contains(Field.PARENT)); // may have taken it along
        return new LedgerEntry(known, rest, isDone ? Optional.empty() : waiting, lease, silence);
    }

    private boolean isMoveOvertakenBy(Intention applied) {
        return waiting.map(Intention::of)
                .filter(move -> applied.isNewerThan(move.mark().at(), move.event()))
                .filter(move ->
                        !Field.overtaken(move.fields(), applied.fields()).isEmpty())
                .isPresent();
    }
}
