package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Runs tasks after a while. All timers of the relay and of its calls go by one, so that a test can hold the time. */
public interface Scheduler {

    /** On the threads that may wait. The timers behind them count in whole milliseconds, from one. */
    Scheduler ON_WORKERS = new Scheduler() {
        @Override
        public Runnable after(Duration wait, Runnable task) {
            Future<?> timer = Infrastructure.getDefaultWorkerPool()
                    .schedule(task, Math.max(1, wait.plusNanos(999_999).toMillis()), TimeUnit.MILLISECONDS);
            return () -> timer.cancel(false);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }
    };

    /**
     * Runs {@code task} once, after {@code wait}, on another thread.
     *
     * @return calls it off
     */
    Runnable after(Duration wait, Runnable task);

    /** The time that it goes by, in nanoseconds since some moment. */
    long nanoTime();

    /** Completes after {@code wait}. */
    default Uni<Void> pause(Duration wait) {
        return backToCaller(Uni.createFrom().emitter(emitter -> after(wait, () -> emitter.complete(null))));
    }

    /**
     * The same, with its item in the Vert.x context of now: whoever goes on elsewhere has lost what is known of the request at hand. At once if this is that
     * context; outside of Vert.x, wherever it comes.
     */
    static <T> Uni<T> backToCaller(Uni<T> work) {
        Context caller = Vertx.currentContext();
        return caller == null
                ? work
                : work.emitOn(task -> {
                    if (Vertx.currentContext() == caller) {
                        task.run();
                    } else {
                        caller.runOnContext(context -> task.run());
                    }
                });
    }
}
