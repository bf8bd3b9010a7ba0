package dev.orgrelay.relay;

import java.time.Duration;
import java.time.Instant;

/** An organization that this instance is at work on, or about to be. */
final class Claim {

    private final LedgerKey key;
    private final String lease;
    private final LeaseTerm term;
    private volatile boolean isRenewed;
    private volatile Instant until = Instant.MIN;
    private volatile long renewedAt;

    Claim(LedgerKey key, String lease, LeaseTerm term) {
        this.key = key;
        this.lease = lease;
        this.term = term;
    }

    LedgerKey key() {
        return key;
    }

    String lease() {
        return lease;
    }

    Lease leaseFrom(Instant now, FieldTimes intended) {
        return new Lease(lease, now.plus(term.length()), intended);
    }

    void isGoodUntil(Instant end) {
        until = end;
    }

    /** Whether something may still be sent. */
    boolean isGood(Instant now) {
        return until.isAfter(now.plus(term.margin()));
    }

    /** Renews the lease after {@code delay}, in {@link System#nanoTime()}. */
    void renewAfter(Duration delay) {
        renewedAt = System.nanoTime() + delay.toNanos();
        isRenewed = true;
    }

    void callRenewalOff() {
        isRenewed = false;
    }

    /** Whether it is time to renew the lease. */
    boolean isDue() {
        return isRenewed && System.nanoTime() - renewedAt >= 0;
    }
}
