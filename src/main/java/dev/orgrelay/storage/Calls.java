package dev.orgrelay.storage;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Makes calls to Azure Storage, a second time if the first one came to nothing. They fail with a {@link StorageException} and with nothing else.
 *
 * @param account what failures call it
 */
record Calls(String account) {

    private static final int SHORTEST_DELAY_MILLIS = 50;
    private static final int LONGEST_DELAY_MILLIS = 250;

    <T> Uni<T> make(Supplier<Uni<T>> call) {
        return once(call)
                .onFailure(StorageException.class)
                .recoverWithUni(failure -> again(call, failure))
                .onFailure(StorageException.class)
                .transform(failure -> failure.of(account));
    }

    private static <T> Uni<T> once(Supplier<Uni<T>> call) {
        return Uni.createFrom().<T>deferred(call::get).onFailure().transform(StorageException::of);
    }

    private static <T> Uni<T> again(Supplier<Uni<T>> call, StorageException failure) {
        return failure.isWorthAnotherTry()
                .onFailure()
                .transform(StorageException::of)
                .flatMap(isWorth -> isWorth
                        ? delay().flatMap(waited -> once(call))
                        : Uni.createFrom().failure(failure));
    }

    private static Uni<Void> delay() {
        int millis = ThreadLocalRandom.current().nextInt(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }
}
