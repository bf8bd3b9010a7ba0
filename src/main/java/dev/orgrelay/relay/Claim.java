package dev.orgrelay.relay;

import java.time.Duration;
import java.time.Instant;

/** An organization that this instance is at work on, or about to be. */
final class Claim {

    /**
     * A crashed instance blocks its organizations this long. One that lives renews its leases, so this need not cover the longest change with all
     * its waiting and retries, only a renewal that fails once.
     */
    static final Duration LEASE = Duration.ofSeconds(30);

    static final Duration RENEWED_AFTER = Duration.ofSeconds(10);

    /** Nothing is sent so close to the end: an answer may take 8 seconds, and the clocks of instances differ a little. */
    static final Duration MARGIN = Duration.ofSeconds(10);

    private final LedgerKey key;
    private final String lease;
    private volatile Instant until = Instant.MIN;
    private volatile Runnable renewal = () -> {};

    Claim(LedgerKey key, String lease) {
        this.key = key;
        this.lease = lease;
    }

    LedgerKey key() {
        return key;
    }

    String lease() {
        return lease;
    }

    Lease leaseFrom(Instant now, FieldTimes intended) {
        return new Lease(lease, now.plus(LEASE), intended);
    }

    void isGoodUntil(Instant end) {
        until = end;
    }

    /** Whether something may still be sent. */
    boolean isGood(Instant now) {
        return until.isAfter(now.plus(MARGIN));
    }

    /** @param cancel calls the renewal off */
    void isRenewedBy(Runnable cancel) {
        renewal = cancel;
    }

    void callRenewalOff() {
        renewal.run();
    }
}
