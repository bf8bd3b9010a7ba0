package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** What stands around every call to one application. */
interface CallGuard {

    /** Makes {@code call}, again if need be. Fails with a {@link CentralException} and with nothing else. */
    <T> Uni<T> around(Supplier<Uni<T>> call);

    /** Whether a call would go through at the moment. */
    boolean letsThrough();

    /** How fast calls go at the moment. */
    default PaceState pace() {
        return PaceState.NONE;
    }
}
