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

    /** The same wait; fails with {@link CentralException#stopping} as soon as no call may be begun any more. */
    Uni<Void> orEnd(Uni<Void> wait) {
        return Uni.createFrom().emitter(emitter -> {
            Runnable end = () -> emitter.fail(CentralException.stopping());
            waiting.add(end);
            emitter.onTermination(() -> waiting.remove(end));
            wait.subscribe().with(emitter::complete, emitter::fail);
            if (isOver) {
                end.run();
            }
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
