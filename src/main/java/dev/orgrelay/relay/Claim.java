package dev.orgrelay.relay;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** An organization that this instance is at work on, or about to be. */
final class Claim {

    private final LedgerKey key;
    private final String lease;
    private final LeaseTerm term;
    private volatile Instant until = Instant.MIN;
    private volatile OptionalLong renewAt = OptionalLong.empty();

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

    /** Has the lease renewed after {@code delay}. */
    void renewAfter(Duration delay) {
        renewAt = OptionalLong.of(System.nanoTime() + delay.toNanos());
    }

    void callRenewalOff() {
        renewAt = OptionalLong.empty();
    }

    /** Whether it is time to renew the lease. */
    boolean isDue() {
        OptionalLong due = renewAt;
        return due.isPresent() && System.nanoTime() - due.getAsLong() >= 0;
    }
}
