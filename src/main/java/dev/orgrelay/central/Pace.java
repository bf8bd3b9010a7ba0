package dev.orgrelay.central;

import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketConfiguration;
import io.github.bucket4j.TokensInheritanceStrategy;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The pace of one application: everybody waits for a turn, nobody is turned away unless the turn would come too late to be of use.
 *
 * <p>A token bucket. Any 429 makes it slower, and it gets faster again while there are none, so that several instances which share the limit of
 * an application settle without talking to each other (additive increase, multiplicative decrease).
 */
final class Pace {

    private static final double SLOWER = 0.7;
    private static final double FASTER_PER_SECOND = 0.05;
    private static final double BURST_SECONDS = 0.4;
    private static final Duration SETTLE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

    private final double limit;
    private final Clock clock;
    private final Bucket bucket;

    private double rate;
    private Instant slowedAt;
    private Instant raisedAt;

    /** @param limit requests per second, from 1 */
    Pace(double limit, Clock clock) {
        this.limit = limit;
        this.clock = clock;
        this.rate = limit;
        this.slowedAt = Instant.EPOCH;
        this.raisedAt = clock.instant();
        this.bucket = Bucket.builder().addLimit(bandwidth(limit)).build();
    }

    /** Completes when it is the caller's turn; fails with {@link CentralException.Kind#THROTTLED} if that is too far away. */
    Uni<Void> turn() {
        return Uni.createFrom().deferred(() -> {
            speedUp();
            Duration wait = Duration.ofNanos(bucket.consumeIgnoringRateLimits(1));
            if (wait.isZero()) {
                return Uni.createFrom().voidItem();
            }
            if (wait.compareTo(LONGEST_WAIT) > 0) {
                bucket.addTokens(1);
                return Uni.createFrom().failure(CentralException.tooBusy(wait));
            }
            return Uni.createFrom().voidItem().onItem().delayIt().by(wait);
        });
    }

    /** The application answered 429: everybody waits as long as it says, and goes on more slowly. */
    synchronized void slowDown(Optional<Duration> retryAfter) {
        Instant now = clock.instant();
        if (slowedAt.plus(SETTLE).isAfter(now)) {
            return; // a burst of 429 is one signal
        }
        slowedAt = now;
        raisedAt = now;
        changeRate(Math.max(1, rate * SLOWER));
        retryAfter.map(this::tokens).filter(tokens -> tokens > 0).ifPresent(bucket::consumeIgnoringRateLimits);
    }

    /** Requests per second at the moment. */
    synchronized double rate() {
        return rate;
    }

    private synchronized void speedUp() {
        if (rate < limit) {
            long calmSeconds = Duration.between(raisedAt, clock.instant()).toSeconds();
            if (calmSeconds > 0) {
                raisedAt = clock.instant();
                changeRate(Math.min(limit, rate + limit * FASTER_PER_SECOND * calmSeconds));
            }
        }
    }

    private void changeRate(double newRate) {
        rate = newRate;
        bucket.replaceConfiguration(
                BucketConfiguration.builder().addLimit(bandwidth(newRate)).build(), TokensInheritanceStrategy.AS_IS);
    }

    private long tokens(Duration pause) {
        Duration bounded = pause.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : pause;
        return (long) (rate * bounded.toMillis() / 1000);
    }

    private static Bandwidth bandwidth(double perSecond) {
        long burst = Math.max(1, (long) (perSecond * BURST_SECONDS));
        long perMinute = Math.max(1, Math.round(perSecond * 60));
        return Bandwidth.builder()
                .capacity(burst)
                .refillGreedy(perMinute, Duration.ofMinutes(1))
                .build();
    }
}
