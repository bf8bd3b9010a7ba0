package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.util.function.Function;
import java.util.function.Supplier;

/** The ledger's answer to a change that wants to be applied. */
public sealed interface Reservation {

    /** One answer for each case. */
    <T> T match(Function<Acquired, T> acquired, Supplier<T> seen, Function<Superseded, T> superseded, Supplier<T> busy);

    /**
     * The right to apply a change.
     *
     * @param change as it was asked for
     * @param remainder the part of it that nothing newer has overtaken; this is what to apply
     * @param lease proves the right
     */
    record Acquired(Change change, Change remainder, String lease) implements Reservation {

        @Override
        public <T> T match(
                Function<Acquired, T> acquired,
                Supplier<T> seen,
                Function<Superseded, T> superseded,
                Supplier<T> busy) {
            return acquired.apply(this);
        }
    }

    /** The same event was applied before. */
    record Seen() implements Reservation {

        @Override
        public <T> T match(
                Function<Acquired, T> acquired,
                Supplier<T> seen,
                Function<Superseded, T> superseded,
                Supplier<T> busy) {
            return seen.get();
        }
    }

    /**
     * All that it asks for was overtaken.
     *
     * @param reason by what, for people
     */
    record Superseded(String reason) implements Reservation {

        @Override
        public <T> T match(
                Function<Acquired, T> acquired,
                Supplier<T> seen,
                Function<Superseded, T> superseded,
                Supplier<T> busy) {
            return superseded.apply(this);
        }
    }

    /** Another change of the same organization is in flight. */
    record Busy() implements Reservation {

        @Override
        public <T> T match(
                Function<Acquired, T> acquired,
                Supplier<T> seen,
                Function<Superseded, T> superseded,
                Supplier<T> busy) {
            return busy.get();
        }
    }
}
