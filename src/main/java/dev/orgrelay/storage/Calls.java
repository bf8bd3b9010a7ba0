package dev.orgrelay.storage;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/** Makes calls to Azure Storage, a second time if the first one came to nothing. They fail with a {@link StorageException} and with nothing else. */
final class Calls {

    private static final int UNAUTHORIZED = 401;
    private static final int SHORTEST_DELAY_MILLIS = 50;
    private static final int LONGEST_DELAY_MILLIS = 250;

    private final String account;
    private final Runnable onRefusedToken;

    /**
     * @param account what failures call it
     * @param onRefusedToken told when the service does not accept who calls
     */
    Calls(String account, Runnable onRefusedToken) {
        this.account = account;
        this.onRefusedToken = onRefusedToken;
    }

    <T> Uni<T> make(Supplier<Uni<T>> call) {
        return once(call)
                .onFailure(this::isWorthAnotherTry)
                .recoverWithUni(failure -> delay().flatMap(waited -> once(call)))
                .onFailure(StorageException.class)
                .transform(failure -> failure.of(account));
    }

    private static <T> Uni<T> once(Supplier<Uni<T>> call) {
        return Uni.createFrom()
                .<T>deferred(call::get)
                .onFailure(failure -> !(failure instanceof StorageException))
                .transform(StorageException::noAnswer);
    }

    private boolean isWorthAnotherTry(Throwable failure) {
        StorageException storage = (StorageException) failure;
        if (storage.is(UNAUTHORIZED)) {
            onRefusedToken.run();
            return true;
        }
        return storage.isTransient();
    }

    private static Uni<Void> delay() {
        int millis = ThreadLocalRandom.current().nextInt(SHORTEST_DELAY_MILLIS, LONGEST_DELAY_MILLIS);
        return Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(millis));
    }
}
