package dev.orgrelay.relay;

import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.relay.Decision.Busy;
import dev.orgrelay.relay.Decision.Free;
import dev.orgrelay.relay.Decision.Look;
import dev.orgrelay.relay.Decision.Settled;
import dev.orgrelay.relay.LedgerStore.Found;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The ledger over a store that instances can share. What is written on the way of a change, and why, is in {@code docs/order.md}. */
@Singleton
final class StoredLedger implements Ledger {

    /** A sender that repeats an event a thousand times while it is under way is told to come again. */
    private static final int MOST_WAITING = 1000;

    private static final int TRIES = 5;
    private static final Duration FIRST_WAIT = Duration.ofMillis(10);

    /** With it, all waits together take less than two seconds. */
    private static final Duration LONGEST_WAIT = Duration.ofMillis(640);

    private static final Outcome BROKEN_OFF = new Deferred(Cause.NO_ANSWER, "it was broken off");

    private final LedgerStore store;
    private final Leases leases;
    private final KeyedLocks<LedgerKey> locks = new KeyedLocks<>(MOST_WAITING);

    StoredLedger(LedgerStore store, Scheduler scheduler, Clock clock) {
        this.store = store;
        this.leases = new Leases(store, scheduler, clock);
    }

    @Override
    public Uni<Outcome> apply(Change change, List<Change> earlier, Work work) {
        return Uni.createFrom().deferred(() -> {
            KeyedChange asked = KeyedChange.of(change, earlier);
            return store.known(asked.key())
                    .flatMap(known -> settled(asked, known.entry().history()))
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(() ->
                            locks.inTurn(asked.key(), () -> new Bracket(asked, work).run(), StoredLedger::tooMany));
        });
    }

    /** What a history says by itself, however old it is. */
    private static Optional<Outcome> settled(KeyedChange asked, History history) {
        return !asked.change().provenance().isByHand()
                        && history.upTo(asked, asked.change().provenance().at()).isEmpty()
                ? Optional.of(history.settled(asked))
                : Optional.empty();
    }

    private static Outcome tooMany() {
        return new Deferred(Cause.BUSY, "too many changes of the same organization are waiting");
    }

    /** One change: the right is taken, the work done, and the right given back with what became of it. */
    private final class Bracket {

        private final KeyedChange asked;
        private final Work work;
        private final String lease = leases.nextId();
        private int tries = TRIES;
        private Duration nextWait = FIRST_WAIT;

        Bracket(KeyedChange asked, Work work) {
            this.asked = asked;
            this.work = work;
        }

        /** A copy of the entry does if nothing but its history matters: a write shows whether it was old. */
        Uni<Outcome> run() {
            if (work.isOutOfTime()) {
                return outcome(Batch.OUT_OF_TIME);
            }
            Optional<Found> known =
                    store.known(asked.key()).filter(copy -> copy.entry().isQuiet());
            return known.isPresent() && decide(known.get().entry()) instanceof Free free
                    ? begin(known.get(), free)
                    : readAndProceed();
        }

        private Uni<Outcome> readAndProceed() {
            return store.read(asked.key()).flatMap(this::proceed);
        }

        /** A lease of this very bracket is there if the answer to its first write was lost; nothing was sent by it. */
        private Uni<Outcome> proceed(Found read) {
            Found found = new Found(read.entry().givenBack(lease), read.version());
            Decision decision = decide(found.entry());
            if (decision instanceof Look look) {
                LedgerEntry looking = found.entry().leasedTo(lease, leases.end(), Optional.empty());
                return write(found, looking, written -> look(written, look));
            }
            return proceed(found, decision);
        }

        private Uni<Outcome> proceed(Found found, Decision decision) {
            if (decision instanceof Settled settled) {
                return outcome(settled.outcome());
            }
            if (decision instanceof Busy busy) {
                return await(busy);
            }
            return decision instanceof Free free ? begin(found, free) : again();
        }

        private Decision decide(LedgerEntry entry) {
            return Decision.of(entry, asked, leases.now(), leases::isLeftOver);
        }

        private Uni<Outcome> begin(Found from, Free free) {
            return write(
                    from,
                    from.entry().leasedTo(lease, leases.end(), Optional.of(free.intention())),
                    begun -> carryOut(leases.begin(asked, free.remainder(), begun.entry())));
        }

        /** Changes of one organization often come close together, so a short wait saves most of them from being sent again. */
        private Uni<Outcome> await(Busy busy) {
            Duration wait = nextWait;
            if (busy.until().isPresent() || wait.compareTo(LONGEST_WAIT) > 0) {
                return outcome(busy.deferred(leases.now()));
            }
            nextWait = wait.multipliedBy(2);
            return leases.pause(wait).flatMap(waited -> readAndProceed());
        }

        private Uni<Outcome> write(Found from, LedgerEntry to, Function<Found, Uni<Outcome>> next) {
            return store.write(asked.key(), from, to)
                    .flatMap(written -> written.map(next).orElseGet(this::again));
        }

        private Uni<Outcome> again() {
            return --tries > 0
                    ? leases.aMoment().flatMap(waited -> readAndProceed())
                    : outcome(new Deferred(Cause.BUSY, "other changes of the same organization are under way"));
        }

        private Uni<Outcome> look(Found found, Look look) {
            return work.look()
                    .flatMap(actual -> proceedAfter(actual, found))
                    .onFailure(CentralException.class)
                    .recoverWithUni(failure -> leases.revise(asked.key(), entry -> entry.givenBack(lease))
                            .replaceWith(look.deferred(failure)));
        }

        private Uni<Outcome> proceedAfter(Optional<Organization> actual, Found found) {
            LedgerEntry settled = found.entry().settledBy(actual, leases.now()).givenBack(lease);
            Decision decision = decide(settled);
            return decision instanceof Free free
                    ? begin(new Found(settled, found.version()), free)
                    : store.write(asked.key(), found, settled).flatMap(written -> proceed(found, decision));
        }

        private Uni<Outcome> carryOut(Turn turn) {
            return work.carryOut(turn)
                    .onFailure()
                    .call(failure -> leases.end(turn, BROKEN_OFF))
                    .call(outcome -> leases.end(turn, outcome));
        }

        private static Uni<Outcome> outcome(Outcome outcome) {
            return Uni.createFrom().item(outcome);
        }
    }
}
