package dev.orgrelay.central;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The pace of one application: everybody waits for a turn, nobody is turned away unless the turn would come too late to be of use.
 *
 * <p>One bucket with two bounds. The outer one follows what the application itself holds for this instance, so that an instance which is alone never
 * asks for more than there is. The inner one follows {@link SharedRate}, so that several instances which share the limit of an application
 * settle without talking to each other.
 */
final class Pace {

    /** Of the second's worth that the application holds; the rest is for requests that travel at different speeds. */
    private static final double HELD_SECONDS = 0.85;

    private static final double BURST_SECONDS = 0.25;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final long ADJUST_EVERY = Duration.ofMillis(100).toNanos();

    /** What a request takes, because a changed bucket forgets parts of a token; less where a bucket could not be filled fast enough. */
    private static final int MANY_TOKENS = 1000;

    private static final double MOST_WITH_MANY = 100_000;

    private final double limit;
    private final long tokens;
    private final Scheduler scheduler;
    private final SharedRate shared;
    private final Bucket bucket;
    private final FairQueue line = new FairQueue();
    private final AtomicBoolean isAwaited = new AtomicBoolean();
    private final AtomicLong adjustAt;
    private final AtomicLong pausedUntil;
    private volatile double rate;

    /** @param limit requests per second, from 1 */
    Pace(double limit) {
        this(limit, Scheduler.ON_WORKERS);
    }

    Pace(double limit, Scheduler scheduler) {
        long now = scheduler.nanoTime();
        this.limit = limit;
        this.tokens = limit > MOST_WITH_MANY ? 1 : MANY_TOKENS;
        this.scheduler = scheduler;
        this.shared = new SharedRate(limit, now);
        this.rate = shared.at(now);
        this.adjustAt = new AtomicLong(now);
        this.pausedUntil = new AtomicLong(now);
        this.bucket = Bucket.builder()
                .withCustomTimePrecision(new Ticks(scheduler))
                .addLimit(held())
                .addLimit(paced(rate))
                .build();
    }

    /** Completes when it is the caller's turn; fails with {@link CentralException.Kind#THROTTLED} if that is too far away. */
    Uni<Void> turn() {
        return Uni.createFrom().deferred(() -> takeTurn() ? Uni.createFrom().voidItem() : standInLine());
    }

    /** Whether it is the caller's turn at once; then it is taken. */
    boolean takeTurn() {
        adjust();
        if (!line.isEmpty() || isPaused() || !bucket.tryConsume(tokens)) {
            return false;
        }
        shared.sent();
        return true;
    }

    /** The time, for {@link #throttled}. */
    long now() {
        return scheduler.nanoTime();
    }

    /**
     * The application answered 429: everybody waits as long as it says, at most a minute, and goes on more slowly.
     *
     * @param sentAt when the request was sent
     */
    void throttled(long sentAt, Optional<Duration> retryAfter) {
        long now = now();
        shared.throttled(sentAt, now);
        change(shared.at(now));
        retryAfter.ifPresent(pause -> {
            long end = now + shorter(pause, LONGEST_PAUSE).toNanos();
            pausedUntil.accumulateAndGet(end, (a, b) -> a - b > 0 ? a : b);
        });
    }

    /** Requests per second at the moment. */
    double rate() {
        return rate;
    }

    private Uni<Void> standInLine() {
        Duration wait = pause().plusNanos((long) (1e9 * line.length() / rate));
        return wait.compareTo(LONGEST_WAIT) > 0
                ? Uni.createFrom().failure(CentralException.tooBusy(wait))
                : line.stand(this::callNext);
    }

    /** One call at a time, so that nobody overtakes. */
    private void callNext() {
        if (!line.isEmpty() && isAwaited.compareAndSet(false, true)) {
            try {
                scheduler.after(longer(pause(), untilNext()), this::serve);
            } catch (RuntimeException e) {
                isAwaited.set(false); // else nobody would ever be called again
                throw e;
            }
        }
    }

    private void serve() {
        try {
            adjust();
            if (pause().compareTo(LONGEST_WAIT) > 0) {
                line.disperse(CentralException.tooBusy(pause()));
            }
            while (!line.isEmpty() && !isPaused() && bucket.tryConsume(tokens)) {
                shared.sent();
                line.letGo();
            }
        } finally {
            isAwaited.set(false);
            callNext();
        }
    }

    private void adjust() {
        long now = now();
        long due = adjustAt.get();
        if (now - due >= 0 && adjustAt.compareAndSet(due, now + ADJUST_EVERY)) {
            change(shared.at(now));
        }
    }

    private synchronized void change(double newRate) {
        if (newRate != rate) {
            rate = newRate;
            BucketConfiguration changed = BucketConfiguration.builder()
                    .addLimit(held())
                    .addLimit(paced(newRate))
                    .build();
            bucket.replaceConfiguration(changed, TokensInheritanceStrategy.AS_IS);
        }
    }

    private Duration untilNext() {
        return Duration.ofNanos(bucket.estimateAbilityToConsume(tokens).getNanosToWaitForRefill());
    }

    private boolean isPaused() {
        return pausedUntil.get() - now() > 0;
    }

    private Duration pause() {
        return Duration.ofNanos(Math.max(0, pausedUntil.get() - now()));
    }

    private Bandwidth held() {
        return bandwidth("held", HELD_SECONDS, limit);
    }

    private Bandwidth paced(double perSecond) {
        return bandwidth("paced", BURST_SECONDS, perSecond);
    }

    private Bandwidth bandwidth(String id, double seconds, double perSecond) {
        return Bandwidth.builder()
                .capacity((long) (Math.max(1, limit * seconds) * tokens))
                .refillGreedy(Math.max(1, Math.round(perSecond * tokens)), Duration.ofSeconds(1))
                .id(id)
                .build();
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private record Ticks(Scheduler scheduler) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return scheduler.nanoTime();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
