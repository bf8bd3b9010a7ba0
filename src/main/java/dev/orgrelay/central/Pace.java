package dev.orgrelay.central;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The pace of one application: everybody waits for a turn, first come, first served. Nobody is turned away unless the turn would come too late to be of use.
 *
 * <p>A token bucket with two bounds, and a turn takes of both. One follows what the application itself holds for this instance, so that an instance which is
 * alone never asks for more than there is. The other is filled at the {@link SharedRate}, so that several instances which share the limit of an application
 * settle without talking to each other.
 */
final class Pace {

    /** Of the second's worth that the application holds; the rest is for requests that travel at different speeds. */
    private static final double HELD_SECONDS = 0.85;

    /** What may be sent at once after a pause. Several instances may end theirs together. */
    private static final double BURST_SECONDS = 0.25;

    /** A call is tried for 12 seconds, if nothing else is configured. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    /** The application recovers sooner than anybody would notice that nothing is called any more. */
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private static final double NANOS = 1e9;

    private final double limit;
    private final Scheduler scheduler;
    private final SharedRate shared;
    private final Queue<UniEmitter<? super Void>> line = new ArrayDeque<>();
    private double held;
    private double ready;
    private long filledAt;
    private long pausedUntil;
    private boolean isAwaited;

    /** @param limit requests per second, from 1 */
    Pace(double limit, Scheduler scheduler) {
        long now = scheduler.nanoTime();
        this.limit = limit;
        this.scheduler = scheduler;
        this.shared = new SharedRate(limit, now);
        this.held = most(HELD_SECONDS);
        this.ready = most(BURST_SECONDS);
        this.filledAt = now;
        this.pausedUntil = now;
    }

    /** Whether it is the caller's turn at once; then it is taken. */
    synchronized boolean takeTurn() {
        return line.isEmpty() && take();
    }

    /** Completes when it is the caller's turn; fails with {@link CentralException.Kind#THROTTLED} if that is too far away. */
    Uni<Void> turn() {
        return Scheduler.backToCaller(Uni.createFrom().emitter(emitter -> {
            Duration wait = takeTurn() ? Duration.ZERO : standInLine(emitter);
            if (wait.isZero()) {
                emitter.complete(null);
            } else if (isTooLong(wait)) {
                emitter.fail(CentralException.tooBusy(wait));
            }
        }));
    }

    /**
     * The application answered 429: everybody waits as long as it says, at most a minute, and goes on more slowly.
     *
     * @param sentAt when the request was sent, by the scheduler
     */
    synchronized void throttled(long sentAt, Optional<Duration> retryAfter) {
        long now = fill();
        shared.throttled(sentAt, now);
        ready = 0; // as the application's bucket is, so that this one is not throttled again at once
        retryAfter.ifPresent(pause -> {
            long end = now + (pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE).toNanos();
            pausedUntil = pausedUntil - end > 0 ? pausedUntil : end;
        });
    }

    /** Requests a second that may be sent at the moment. */
    synchronized double rate() {
        return shared.rate(scheduler.nanoTime());
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return line.size();
    }

    /** How long the turn of who comes now is away. Nobody stands for longer than is of use. */
    private synchronized Duration standInLine(UniEmitter<? super Void> emitter) {
        Duration wait = pause().plusNanos((long) (1 + NANOS * line.size() / shared.at(scheduler.nanoTime())));
        if (!isTooLong(wait)) {
            line.add(emitter);
            awaitNext();
        }
        return wait;
    }

    /** One timer at a time, so that nobody overtakes. */
    private void awaitNext() {
        if (!line.isEmpty() && !isAwaited) {
            double rate = shared.at(fill());
            double seconds = Math.max((1 - held) / limit, (1 - ready) / rate);
            Duration pause = pause();
            Duration filled = Duration.ofNanos((long) Math.ceil(seconds * NANOS));
            scheduler.after(pause.compareTo(filled) > 0 ? pause : filled, this::serve);
            isAwaited = true;
        }
    }

    private void serve() {
        List<UniEmitter<? super Void>> next = new ArrayList<>();
        Duration pause;
        synchronized (this) {
            isAwaited = false;
            pause = pause();
            while (!line.isEmpty() && (isTooLong(pause) || take())) {
                next.add(line.remove());
            }
            awaitNext();
        }
        if (isTooLong(pause)) {
            next.forEach(place -> place.fail(CentralException.tooBusy(pause)));
        } else {
            next.forEach(place -> place.complete(null));
        }
    }

    private boolean take() {
        fill();
        boolean isTurn = pause().isZero() && held >= 1 && ready >= 1;
        if (isTurn) {
            held--;
            ready--;
            shared.sent();
        }
        return isTurn;
    }

    private long fill() {
        long now = scheduler.nanoTime();
        double seconds = (now - filledAt) / NANOS;
        held = Math.min(most(HELD_SECONDS), held + seconds * limit);
        ready = Math.min(most(BURST_SECONDS), ready + seconds * shared.at(now));
        filledAt = now;
        return now;
    }

    private double most(double seconds) {
        return Math.max(1, limit * seconds);
    }

    private Duration pause() {
        return Duration.ofNanos(Math.max(0, pausedUntil - scheduler.nanoTime()));
    }

    private static boolean isTooLong(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0;
    }
}
