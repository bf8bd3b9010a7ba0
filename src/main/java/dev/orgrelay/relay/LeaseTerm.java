package dev.orgrelay.relay;

import java.time.Duration;

/**
 * How long things last that order depends on. {@code docs/order.md} says what follows if one of them is wrong.
 *
 * @param lease the right to change an organization, unless it is renewed: whoever crashes blocks the organization that long
 * @param effectWithin a request has its effect within this time of being sent, or never
 * @param clockDifference clocks of instances differ by less, and none of them stands still for longer
 */
public record LeaseTerm(Duration lease, Duration effectWithin, Duration clockDifference) {

    /** What they are if nobody says otherwise. */
    public static final LeaseTerm USUAL =
            new LeaseTerm(Duration.ofSeconds(30), Duration.ofSeconds(15), Duration.ofSeconds(5));

    /** Nothing is sent unless the lease is good for this time: the effect must come while nobody else may send, by anybody's clock. */
    Duration margin() {
        return effectWithin.plus(clockDifference);
    }

    /** The shortest lease that leaves time to send something between two renewals. */
    public Duration shortestLease() {
        return margin().plus(clockDifference);
    }

    /** So that one renewal may fail before nothing is sent any more. */
    Duration renewedAfter() {
        return lease.minus(margin()).dividedBy(2);
    }

    /** How often somebody looks for leases that are to be renewed. */
    Duration renewalCheck() {
        return lease.dividedBy(60);
    }
}
