package dev.orgrelay.central;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The end of this instance. When it is told to stop, it takes no new work; what it has taken goes on. After {@link #LAST_CALL} no call to IoT Central is
 * begun any more, so that whoever holds the right to one can still give it back before the process ends.
 *
 * <p>A call that is under way until the very end keeps its organization reserved until the lease expires, and that is meant to be: IoT Central may still
 * carry it out, and another instance must not send something newer before that.
 */
@Singleton
public class Shutdown {

    /** The process ends ten seconds after it was told to stop. */
    static final Duration LAST_CALL = Duration.ofSeconds(7);

    private final Set<Runnable> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean hasBegun;
    private volatile boolean isOver;

    /** Whether this instance takes no new work any more. */
    public boolean hasBegun() {
        return hasBegun;
    }

    /** Whether no call may be begun any more. */
    boolean isOver() {
        return isOver;
    }

    /**
     * The item of {@code work}, or {@code failure} when the last call is over and {@code work} is between two calls, so that nothing of it is under way. A
     * call that is under way is waited for.
     */
    <T> Uni<T> cutShort(Uni<T> work, BooleanSupplier isBetweenCalls, Supplier<Throwable> failure) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable cut = () -> {
                if (isBetweenCalls.getAsBoolean()) {
                    emitter.fail(failure.get());
                }
            };
            if (isOver) {
                cut.run();
                return;
            }
            waiting.add(cut);
            emitter.onTermination(() -> waiting.remove(cut));
            work.subscribe().with(emitter::complete, emitter::fail);
        });
    }

    void begin(@Observes ShutdownDelayInitiatedEvent stopping) {
        hasBegun = true;
        Infrastructure.getDefaultWorkerPool().schedule(this::end, LAST_CALL.toMillis(), TimeUnit.MILLISECONDS);
    }

    void end() {
        isOver = true;
        waiting.forEach(Runnable::run);
    }
}
