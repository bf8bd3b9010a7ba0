package dev.orgrelay.central;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How fast an instance may call an application whose limit it may share with others that it knows nothing of. In requests per second, for times in
 * nanoseconds from any origin.
 *
 * <p>The application is taken for a token bucket that holds what it lets through in a second. A 429 then says more than "too fast": the bucket is
 * empty, so all instances together took what was in it, and what this one got of that is its share. After a 429 the instance
 * <ol>
 *   <li>stays a little below its share for a moment, so that the bucket is not empty any more;
 *   <li>keeps to its share for a while. Whoever probes all the time gets 429s all the time;
 *   <li>goes a little beyond it, by the same amount whatever its share, which is why shares become equal;
 *   <li>and, if there is still no 429, faster and faster up to the limit: the others are gone.
 * </ol>
 */
final class SharedRate {

    private static final double NANOS = 1e9;

    /** The bucket of the pace bounds it; an instance that is alone may use up what the application holds at first. */
    private static final double MOST = 1.2;

    private static final double FIRST = 0.6;
    private static final double FIRST_RISE = 0.3;
    private static final double QUIET_SECONDS = 5;

    private static final double FIRST_SHARE = 1.0;
    private static final double LEAST_FIRST_SHARE = 0.15;
    private static final double PROBED = 0.95;
    private static final double PROBED_FAR = 0.65;
    private static final double AGAIN = 0.91;

    private static final double DIP = 0.7;
    private static final double DIP_SECONDS = 3;
    private static final double HOLD_SECONDS = 25;
    private static final double PROBE = 0.07;
    private static final double PROBE_RISE_SECONDS = 2;
    private static final double PROBE_SECONDS = 4;
    private static final double RISE = 0.01;

    private final double limit;

    private final AtomicLong sent = new AtomicLong();
    private boolean isShared;
    private long beganAt;
    private long askedAt;
    private long throttledAt;
    private long heldSince;
    private double share;

    /** @param limit of the application, from 1 */
    SharedRate(double limit, long now) {
        this.limit = limit;
        this.beganAt = now;
        this.askedAt = now;
        this.share = limit;
    }

    /** The rate at a time. Whoever did not ask for a second begins gently, because others may begin at the same moment. */
    synchronized double at(long now) {
        if (seconds(askedAt, now) > QUIET_SECONDS) {
            isShared = isShared && rate(now) < limit;
            beganAt = now;
            sent.set(0);
        }
        askedAt = now;
        return rate(now);
    }

    /** A request is sent now. */
    void sent() {
        sent.incrementAndGet();
    }

    /**
     * The application answered 429.
     *
     * @param sentAt when the request was sent; what was sent before the last change says nothing about what is sent since
     */
    synchronized void throttled(long sentAt, long now) {
        if (isShared && sentAt - throttledAt <= 0) {
            return;
        }
        double before = rate(now);
        if (!isShared) {
            share = firstShare(sentAt, now, before);
            heldSince = now;
        } else if (holding(now) > 0) {
            share = Math.max(share * PROBED, before * PROBED_FAR);
            heldSince = now;
        } else {
            share *= AGAIN;
            heldSince = now;
        }
        isShared = true;
        throttledAt = now;
    }

    /** Of what all took until then: what the application holds at first, and what it lets through since. */
    private double firstShare(long sentAt, long now, double before) {
        double taken = sent.get() - 1 - before * seconds(sentAt, now);
        double part = taken / (1 + Math.max(0, seconds(beganAt, sentAt)));
        return FIRST_SHARE * Math.min(before, Math.max(LEAST_FIRST_SHARE * before, part));
    }

    private double rate(long now) {
        if (!isShared) {
            return Math.min(MOST, FIRST + FIRST_RISE * seconds(beganAt, now)) * limit;
        }
        double shared = seconds(throttledAt, now) < DIP_SECONDS ? share * DIP : share + probe(holding(now)) * limit;
        return Math.min(MOST * limit, Math.max(1, shared));
    }

    /** Beyond the share, as a part of the limit. */
    private static double probe(double seconds) {
        double faster = Math.max(0, seconds - PROBE_SECONDS);
        return PROBE * Math.min(1, Math.max(0, seconds) / PROBE_RISE_SECONDS) + RISE * faster * faster;
    }

    /** Since when it could have been probing, in seconds; negative as long as it must not. */
    private double holding(long now) {
        return seconds(heldSince, now) - HOLD_SECONDS;
    }

    private static double seconds(long from, long to) {
        return (to - from) / NANOS;
    }
}
