package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
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
        return Uni.createFrom().emitter(emitter -> after(wait, () -> emitter.complete(null)));
    }
}
