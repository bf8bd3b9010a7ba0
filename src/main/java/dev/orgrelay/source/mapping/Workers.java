package dev.orgrelay.source.mapping;

import dev.orgrelay.source.IntakeException.Busy;
import dev.orgrelay.source.IntakeException.Malformed;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Does work on threads that can be given up: whoever asked gets an answer in time, whatever becomes of the work.
 *
 * <p>Each piece of work has a thread of its own that ends with it, so that nothing it leaves in its thread (the library keeps the last message there)
 * outlives it. There are only so many places; a thread that was given up keeps its place until it ends, so what hangs cannot pile up.
 */
final class Workers {

    static final int PLACES = 4;

    /** Room for {@link Bounds#MAX_DEPTH} steps, which take more of it before the JVM has compiled them. */
    private static final long STACK_SIZE = 4L * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Semaphore places = new Semaphore(PLACES, true);

    /**
     * Does the work and waits for it.
     *
     * @throws Busy if no place gets free
     * @throws Malformed if {@code time} is over before the work is done
     */
    <T> T run(Callable<T> work, Duration time) {
        FutureTask<T> task = new FutureTask<>(work);
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Busy("too many messages are being mapped; send it again later");
            }
            start(task);
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new Malformed("the mapping cannot be applied to this message: it takes too long");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Busy("this instance is about to stop; send it again later");
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        }
    }

    private void start(Runnable task) {
        Thread thread = new Thread(null, () -> runAndLeave(task), "mapping", STACK_SIZE);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // This is how the JVM says that the system gives it no more threads.
            places.release();
            throw new Busy("there is no thread to map a message; send it again later");
        }
    }

    private void runAndLeave(Runnable task) {
        try {
            task.run();
        } finally {
            places.release();
        }
    }

    private static RuntimeException failure(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException failure ? failure : new IllegalStateException(cause);
    }
}
