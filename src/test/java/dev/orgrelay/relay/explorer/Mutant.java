package dev.orgrelay.relay.explorer;

import dev.orgrelay.relay.Field;
import dev.orgrelay.relay.History;
import dev.orgrelay.relay.Intention;
import dev.orgrelay.relay.Lease;
import dev.orgrelay.relay.Ledger;
import dev.orgrelay.relay.LedgerEntry;
import dev.orgrelay.relay.Mark;
import dev.orgrelay.relay.Silence;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Protocols that leave out one thing that matters. The explorer must find out about each of them. */
enum Mutant implements Doubles {
    /** What the holder of a lease sets out to do counts as done, as long as a copy of the entry says that there is one. */
    BELIEVES_A_CACHED_LEASE {
        @Override
        public LedgerEntry known(LedgerEntry copy) {
            return withIntentionApplied(copy);
        }
    },
    COUNTS_AN_INTENTION_AS_APPLIED {
        @Override
        public LedgerEntry written(LedgerEntry from, LedgerEntry to) {
            return withIntentionApplied(to);
        }
    },
    DROPS_AN_INTENTION_AT_ONCE {
        @Override
        public LedgerEntry written(LedgerEntry from, LedgerEntry to) {
            return new LedgerEntry(to.history(), List.of(), to.waiting(), to.lease(), to.silence());
        }
    },
    GIVES_THE_LEASE_BACK_AFTER_SILENCE {
        @Override
        public LedgerEntry written(LedgerEntry from, LedgerEntry to) {
            return to.open().isEmpty() ? to : withoutSilence(to);
        }
    },
    GIVES_THE_LEASE_BACK_AFTER_A_LATER_ANSWER {
        @Override
        public LedgerEntry written(LedgerEntry from, LedgerEntry to) {
            return to.history().equals(from.history()) ? to : withoutSilence(to);
        }
    },
    RENEWS_A_LOST_LEASE {
        @Override
        public boolean overwrites(LedgerEntry from, LedgerEntry to) {
            return from.lease().map(Lease::id).equals(to.lease().map(Lease::id))
                    && !from.lease().equals(to.lease())
                    && from.history().equals(to.history());
        }
    },
    FINDS_OUT_PER_CHANGE {
        @Override
        public LedgerEntry written(LedgerEntry from, LedgerEntry to) {
            Predicate<Mark> isInPart = mark -> from.open().stream()
                    .anyMatch(intention -> isSame(intention.mark(), mark) && !isWhole(intention, to.history()));
            History before = from.history();
            History after = to.history();
            History history = new History(
                    isInPart.test(after.displayName()) ? before.displayName() : after.displayName(),
                    isInPart.test(after.parent()) ? before.parent() : after.parent(),
                    after.deleted(),
                    after.events());
            return from.open().isEmpty() || !to.open().isEmpty() ? to : with(history, to);
        }
    },
    TRIES_AN_EARLIER_ELEMENT_AGAIN {
        @Override
        public Ledger over(Ledger ledger) {
            return (change, earlier, work) -> ledger.apply(change, List.of(), work);
        }
    },
    KNOWS_NO_BOUND_OF_LATENESS {
        @Override
        public long effectWithin() {
            return 40;
        }
    };

    private static LedgerEntry withIntentionApplied(LedgerEntry entry) {
        Optional<Intention> intention = entry.lease().flatMap(Lease::intention);
        History known = entry.history();
        return intention
                .map(one -> new History(
                        later(one, Field.DISPLAY_NAME, known.displayName()),
                        later(one, Field.PARENT, known.parent()),
                        later(one, Field.EXISTENCE, known.deleted()),
                        known.events()))
                .map(history -> with(history, entry))
                .orElse(entry);
    }

    private static Mark later(Intention intention, Field field, Mark known) {
        boolean isLater =
                intention.values().containsKey(field) && intention.mark().at().isAfter(known.at());
        return isLater ? intention.mark() : known;
    }

    private static boolean isWhole(Intention intention, History history) {
        return intention.values().keySet().stream()
                .allMatch(field -> isSame(
                        intention.mark(),
                        switch (field) {
                            case DISPLAY_NAME -> history.displayName();
                            case PARENT -> history.parent();
                            case EXISTENCE -> history.deleted();
                        }));
    }

    /** Of the same change, whatever it has set. */
    private static boolean isSame(Mark one, Mark other) {
        return one.at().equals(other.at())
                && one.source().equals(other.source())
                && one.event().equals(other.event());
    }

    private static LedgerEntry with(History history, LedgerEntry entry) {
        return new LedgerEntry(history, entry.open(), entry.waiting(), entry.lease(), entry.silence());
    }

    private static LedgerEntry withoutSilence(LedgerEntry entry) {
        return new LedgerEntry(entry.history(), entry.open(), entry.waiting(), entry.lease(), Silence.NONE);
    }
}
