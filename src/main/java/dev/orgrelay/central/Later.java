package dev.orgrelay.central;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs something after a while, once, on another thread. */
interface Later {

    /** On the threads that may wait. The timers behind them count in whole milliseconds, from one. */
    Later ON_A_WORKER = (wait, task) -> Infrastructure.getDefaultWorkerPool()
            .schedule(task, Math.max(1, wait.plusNanos(999_999).toMillis()), TimeUnit.MILLISECONDS);

    void run(Duration wait, Runnable task);
}
