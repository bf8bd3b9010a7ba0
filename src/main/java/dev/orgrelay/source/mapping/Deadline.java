package dev.orgrelay.source.mapping;

import java.time.Duration;

/** A moment after which nobody waits any more. */
record Deadline(long nanoTime) {

    static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    Deadline orEarlier(Deadline other) {
        return remainingNanos() <= other.nanoTime - System.nanoTime() ? this : other;
    }

    /** Negative once it has passed. */
    long remainingNanos() {
        return nanoTime - System.nanoTime();
    }
}
