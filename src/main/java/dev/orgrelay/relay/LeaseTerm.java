package dev.orgrelay.relay;

import java.time.Duration;

/**
 * How long a lease lasts, and what follows from it.
 *
 * <p>A crashed instance blocks its organizations for the whole length. One that lives renews its leases, so the length need not cover the longest change
 * with all its waiting and retries, only a renewal that fails once.
 */
record LeaseTerm(Duration length) {

    Duration renewedAfter() {
        return length.dividedBy(3);
    }

    /** How often somebody looks for leases that are to be renewed. */
    Duration renewalCheck() {
        return length.dividedBy(60);
    }

    /** Until a renewal that failed is tried again. */
    Duration renewalRetry() {
        return length.dividedBy(10);
    }

    /** Nothing is sent so close to the end: an answer may take a while, 8 seconds by default, and the clocks of instances differ a little. */
    Duration margin() {
        return length.dividedBy(3);
    }
}
