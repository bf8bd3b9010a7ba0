package dev.orgrelay.relay.explorer;

import dev.orgrelay.relay.Ledger;
import dev.orgrelay.relay.LedgerEntry;

/** What a mutant of the protocol does otherwise, at the seams of the real classes. By itself it changes nothing. */
interface Doubles {

    /** The real protocol. */
    Doubles NONE = new Doubles() {};

    /**
     * What is written in the place of {@code to}.
     *
     * @param from what is there
     */
    default LedgerEntry written(LedgerEntry from, LedgerEntry to) {
        return to;
    }

    /** Whether {@code to} is written whatever is there by now. */
    default boolean overwrites(LedgerEntry from, LedgerEntry to) {
        return false;
    }

    /** What an instance makes of its copy of an entry. */
    default LedgerEntry known(LedgerEntry copy) {
        return copy;
    }

    default Ledger over(Ledger ledger) {
        return ledger;
    }

    /** Within which time a request has its effect, or never; in seconds. */
    default long effectWithin() {
        return 15;
    }
}
