package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome;
import java.util.function.Function;

/** How a turn ended, as far as order depends on it. */
public sealed interface Ending {

    /** What the sender hears. */
    Outcome outcome();

    /** One answer for each case. */
    <T> T match(Function<Applied, T> applied, Function<NothingHappened, T> nothing, Function<Unknown, T> unknown);

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

        @Override
        public <T> T match(
                Function<Applied, T> applied, Function<NothingHappened, T> nothing, Function<Unknown, T> unknown) {
            return applied.apply(this);
        }
    }

    /**
     * Nothing was changed, and nothing will be.
     *
     * @param isWaiting whether it is a move whose organization does not exist yet
     */
    record NothingHappened(Outcome outcome, boolean isWaiting) implements Ending {

        @Override
        public <T> T match(
                Function<Applied, T> applied, Function<NothingHappened, T> nothing, Function<Unknown, T> unknown) {
            return nothing.apply(this);
        }
    }

    /** Something may have been changed, or may still be. */
    record Unknown(Outcome outcome) implements Ending {

        @Override
        public <T> T match(
                Function<Applied, T> applied, Function<NothingHappened, T> nothing, Function<Unknown, T> unknown) {
            return unknown.apply(this);
        }
    }
}
