package dev.orgrelay.sandbox;

import java.time.Clock;
import java.util.function.LongSupplier;

/** Holds the sandbox's present state. A request that is under way while it is reset ends in the state in which it began. */
final class Sandbox {

    private final Clock clock;
    private final LongSupplier nanoTime;
    private volatile SandboxState state;

    Sandbox(Clock clock, LongSupplier nanoTime) {
        this.clock = clock;
        this.nanoTime = nanoTime;
        reset();
    }

    SandboxState state() {
        return state;
    }

    /** No organizations, no faults, the default limits, all counters at zero. */
    void reset() {
        state = new SandboxState(clock, nanoTime);
    }
}
