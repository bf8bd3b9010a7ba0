package dev.orgrelay.sandbox;

import java.time.Clock;
import java.util.function.LongSupplier;

/** Everything that the sandbox remembers. To forget it, take a new one. */
final class SandboxState {

    private final LongSupplier nanoTime;
    private final WriteLog journal;
    private final Directory directory;
    private final Counters counters = new Counters();
    private final Faults faults = new Faults();
    private volatile Quota quota;

    SandboxState(Clock clock, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.journal = new WriteLog(clock);
        this.directory = new Directory(journal);
        limit(SandboxLimits.DEFAULT);
    }

    /** Sets the limits for requests to come; what exists already stays. */
    void limit(SandboxLimits limits) {
        quota = new Quota(limits, new TokenBucket(limits.requestsPerSecond(), nanoTime));
    }

    SandboxLimits limits() {
        return quota.limits();
    }

    TokenBucket bucket() {
        return quota.bucket();
    }

    Directory directory() {
        return directory;
    }

    WriteLog journal() {
        return journal;
    }

    Counters counters() {
        return counters;
    }

    Faults faults() {
        return faults;
    }

    /** Limits and the bucket that belongs to them change in one step. */
    private record Quota(SandboxLimits limits, TokenBucket bucket) {}
}
