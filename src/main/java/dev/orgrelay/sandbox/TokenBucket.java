package dev.orgrelay.sandbox;

import java.util.function.LongSupplier;

/** Lets a number of requests through in a second: holds that many tokens and is refilled continuously. */
final class TokenBucket {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanoTime;
    private long refilledAt;

    /** In billionths of a token, so that no part of one is lost to rounding. */
    private long credit;

    /**
     * @param perSecond tokens in a second, and the most that it holds; zero or less means any number
     * @param nanoTime the time in nanoseconds from any origin, never running backwards
     */
    TokenBucket(int perSecond, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.nanoTime = nanoTime;
        this.refilledAt = nanoTime.getAsLong();
        this.credit = capacity();
    }

    /** Takes a token if there is one. */
    synchronized boolean tryTake() {
        if (perSecond <= 0) {
            return true;
        }
        refill();
        if (credit < NANOS_PER_SECOND) {
            return false;
        }
        credit -= NANOS_PER_SECOND;
        return true;
    }

    private void refill() {
        long now = nanoTime.getAsLong();
        long elapsed = Math.min(now - refilledAt, NANOS_PER_SECOND);
        credit = Math.min(capacity(), credit + elapsed * perSecond);
        refilledAt = now;
    }

    private long capacity() {
        return perSecond * NANOS_PER_SECOND;
    }
}
