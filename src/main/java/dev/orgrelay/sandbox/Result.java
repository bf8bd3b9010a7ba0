package dev.orgrelay.sandbox;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** What an operation led to: its value, or the reason why not. */
sealed interface Result<T> {

    static <T> Result<T> ok(T value) {
        return new Ok<>(value);
    }

    static <T> Result<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }

    /** The refusal if there is one, else the value. */
    static <T> Result<T> unless(Optional<Refusal> refusal, Supplier<T> value) {
        return refusal.<Result<T>>map(Refused::new).orElseGet(() -> ok(value.get()));
    }

    /** One answer for each case. */
    <R> R match(Function<T, R> ok, Function<Refusal, R> refused);

    /** Goes on with the value; a refusal stays. */
    default <R> Result<R> then(Function<T, Result<R>> next) {
        return match(next, Result::refused);
    }

    record Ok<T>(T value) implements Result<T> {

        @Override
        public <R> R match(Function<T, R> ok, Function<Refusal, R> refused) {
            return ok.apply(value);
        }
    }

    record Refused<T>(Refusal refusal) implements Result<T> {

        @Override
        public <R> R match(Function<T, R> ok, Function<Refusal, R> refused) {
            return refused.apply(refusal);
        }
    }
}
