package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome;

/** How a turn ended, as far as order depends on it. */
public sealed interface Ending {

    /** What the sender hears. */
    Outcome outcome();

    /**
     * The turn's change is true.
     *
     * @param takesMoveAlong whether the organization was created under the parent of the move that waited for it
     */
    record Applied(boolean takesMoveAlong) implements Ending {

        @Override
        public Outcome outcome() {
            return new Outcome.Applied();
        }
    }

    /** Nothing was changed, and nothing will be. */
    record NothingHappened(Outcome outcome) implements Ending {}

    /** Something may have been changed, or may still be. */
    record Unknown(Outcome outcome) implements Ending {}
}
