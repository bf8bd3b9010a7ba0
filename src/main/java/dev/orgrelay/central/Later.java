package dev.orgrelay.central;

import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs something after a while, once, on another thread. */
interface Later {

    /** On the threads that may wait. */
    Later ON_A_WORKER =
            (wait, task) -> Infrastructure.getDefaultWorkerPool().schedule(task, wait.toNanos(), TimeUnit.NANOSECONDS);

    void run(Duration wait, Runnable task);
}
