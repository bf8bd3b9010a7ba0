package dev.orgrelay.relay;

import java.time.Instant;

/** An organization that this instance is at work on, or about to be. */
final class Claim {

    private final LedgerKey key;
    private final String lease;
    private final LeaseTerm term;
    private volatile Instant until = Instant.MIN;
    private volatile Runnable renewal = () -> {};

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

    /** @param cancel calls the renewal off */
    void isRenewedBy(Runnable cancel) {
        renewal = cancel;
    }

    void callRenewalOff() {
        renewal.run();
    }
}
