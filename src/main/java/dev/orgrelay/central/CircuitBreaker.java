package dev.orgrelay.central;

import java.time.Duration;

/** Leaves an application alone as soon as most of the last calls found it not well, and lets one call through now and then to see whether it still is not. */
final class CircuitBreaker {

    /** What {@link #enter} says when no call may be made. */
    static final int REFUSED = -1;

    private static final int WINDOW = 20;
    private static final int TOO_MANY = 12;

    private final Scheduler scheduler;
    private final long openFor;
    private boolean isOpen;
    private long openUntil;
    private int round;
    private int calls;
    private int failures; // of the last calls, a bit each

    CircuitBreaker(Duration openFor, Scheduler scheduler) {
        this.openFor = openFor.toNanos();
        this.scheduler = scheduler;
    }

    /** Whether a call would go through now. Only a call can close an open circuit, so it goes through as soon as it may. */
    synchronized boolean letsThrough() {
        return !isOpen || scheduler.nanoTime() - openUntil >= 0;
    }

    /** Asked before a call: the round that its end belongs to, or {@link #REFUSED}. */
    synchronized int enter() {
        if (!letsThrough()) {
            return REFUSED;
        }
        if (isOpen) {
            open(); // for all others
        }
        return round;
    }

    /**
     * A call has ended. One of an earlier round says nothing about how the application does since.
     *
     * @return whether the circuit is open now
     */
    synchronized boolean ended(int ofRound, boolean isFailure) {
        if (ofRound != round) {
            return isOpen;
        }
        if (isOpen) {
            isOpen = isFailure;
            begin();
        } else {
            calls = Math.min(calls + 1, WINDOW);
            failures = (failures << 1 | (isFailure ? 1 : 0)) & (1 << WINDOW) - 1;
            isOpen = calls == WINDOW && Integer.bitCount(failures) >= TOO_MANY;
        }
        if (isOpen) {
            open();
        }
        return isOpen;
    }

    private void open() {
        isOpen = true;
        openUntil = scheduler.nanoTime() + openFor;
        begin();
    }

    private void begin() {
        round++;
        calls = 0;
        failures = 0;
    }
}
