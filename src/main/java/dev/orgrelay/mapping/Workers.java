package dev.orgrelay.mapping;

import dev.orgrelay.message.IntakeException.Busy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;

/**
 * Does work on threads that can be given up: whoever asked gets an answer in time, whatever becomes of the work. Nobody is blocked meanwhile.
 *
 * <p>Each piece of work has a thread of its own that ends with it, so that nothing it leaves in its thread (the library keeps the last message there)
 * outlives it. There are only so many places; a thread that was given up keeps its place until it ends, so what hangs cannot pile up.
 */
public final class Workers {

    static final int PLACES = 4;
    static final int WAITING = 256;

    /** The longest wait for a place. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

    private final Queue<Work<?>> waiting = new ArrayDeque<>();
    private int running;

    /**
     * Does the work.
     *
     * @param cpu the most processor time that it may take
     * @param untilDeadline how long somebody waits for it
     * @return fails with {@link Busy} if no place gets free or it is not done in time, with {@link dev.orgrelay.message.IntakeException.Malformed} if it took
     *     more processor time
     */
    public <T> Uni<T> run(Callable<T> work, Duration cpu, Duration untilDeadline) {
        return Uni.createFrom().emitter(emitter -> admit(new Work<>(work, cpu, untilDeadline, emitter)));
    }

    private void admit(Work<?> work) {
        switch (place(work)) {
            case FREE -> start(work);
            case WAIT -> work.failAfter(LONGEST_WAIT);
            case NONE -> work.fail(tooMuch());
        }
    }

    private enum Place {
        FREE,
        WAIT,
        NONE
    }

    private synchronized Place place(Work<?> work) {
        waiting.removeIf(Work::isOver);
        if (running < PLACES) {
            running++;
            return Place.FREE;
        }
        return waiting.size() < WAITING && waiting.add(work) ? Place.WAIT : Place.NONE;
    }

    private void start(Work<?> work) {
        try {
            work.start(this::startNext);
        } catch (OutOfMemoryError e) {
            // This is how the JVM says that the system gives it no more threads.
            work.fail(new Busy("there is no thread to work on a message; send it again later"));
            startNext();
        }
    }

    private void startNext() {
        for (Work<?> next = next(); next != null; next = next()) {
            if (!next.isOver()) {
                start(next);
                return;
            }
        }
    }

    /** The place of who leaves goes to who waited longest; null if nobody does. */
    private synchronized Work<?> next() {
        Work<?> next = waiting.poll();
        running -= next == null ? 1 : 0;
        return next;
    }

    static Busy tooMuch() {
        return new Busy("too many messages of this source are being read; send it again later");
    }
}
