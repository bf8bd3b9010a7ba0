package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.function.Function;

/** What stands around every call to one application. */
interface CallGuard {

    /**
     * Makes {@code call}, again if need be. Fails with a {@link CentralException} and with nothing else.
     *
     * @param call is told how long it waited for its turn
     */
    <T> Uni<T> around(Function<Duration, Uni<T>> call);

    /** Whether a call would go through at the moment. */
    boolean letsThrough();

    /** How fast calls go at the moment. */
    default PaceState pace() {
        return PaceState.NONE;
    }
}
