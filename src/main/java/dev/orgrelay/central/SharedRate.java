package dev.orgrelay.central;

/**
 * How fast an instance may call an application whose limit it may share with others that it knows nothing of. In requests per second, for times in
 * nanoseconds from any origin.
 *
 * <p>A congestion control, as TCP has it: slow start, and CUBIC (RFC 9438) from the first 429 on. The application is taken for a bucket that holds what it
 * lets through in a second. So the first 429 says more than "too fast": the bucket is empty, all instances together took what was in it, and what this one
 * got of that is its share. After each 429 the instance stays below its share, so that the bucket is not empty any more; comes close to it soon and keeps
 * close to it for long, because whoever probes all the time gets 429s all the time; and then goes beyond it, hardly at first and faster and faster, up to the
 * limit: the others are gone.
 */
final class SharedRate {

    private static final double NANOS = 1e9;

    /** Parts of the limit, at first and more each second: others may begin at the same moment. What an instance that is alone loses by it, the pace holds. */
    private static final double FIRST = 0.5;

    private static final double RISE = 0.3;

    /** A part of the limit. The pace bounds it too: whoever is alone uses up what the application holds at first. */
    private static final double MOST = 1.2;

    /** Whoever asks for nothing for so long begins anew. A machine that stood still for a second does not. */
    private static final double QUIET_SECONDS = 5;

    /** A part of the rate. Whoever sent next to nothing before its first 429 has learnt next to nothing about its share. */
    private static final double LEAST = 0.15;

    /** What a 429 leaves of a share. Those who have more lose more, which is why shares become equal. */
    private static final double LEFT = 0.9;

    /** A part of the share: how far below it the rate is right after a 429. */
    private static final double CUT = 0.25;

    /** From there to a share as large as the limit; to a smaller one sooner. Shorter, and there are 429s twice as often. */
    private static final double BACK_SECONDS = 40;

    /** From the share to the whole limit more. Longer, and who is left alone does not have the limit within a minute. */
    private static final double BEYOND_SECONDS = 15;

    private final double limit;
    private boolean isShared;
    private long sent;
    private long beganAt;
    private long askedAt;
    private long cutAt;
    private double share;

    /** @param limit of the application, from 1 */
    SharedRate(double limit, long now) {
        this.limit = limit;
        this.beganAt = now;
        this.askedAt = now;
    }

    /** The rate at a time. */
    double at(long now) {
        if (seconds(askedAt, now) > QUIET_SECONDS) {
            isShared = isShared && rate(now) < limit;
            beganAt = now;
            sent = 0;
        }
        askedAt = now;
        return rate(now);
    }

    /** A request is sent now. */
    void sent() {
        sent++;
    }

    /**
     * The application answered 429.
     *
     * @param sentAt when the request was sent; what was sent before the last change says nothing about what is sent since
     */
    void throttled(long sentAt, long now) {
        if (isShared && sentAt - cutAt <= 0) {
            return;
        }
        double before = rate(now);
        share = isShared ? before * LEFT : Math.min(before, Math.max(LEAST * before, firstShare(sentAt, now, before)));
        isShared = true;
        cutAt = now;
    }

    /** Of what all took until then: what the application holds at first, and what it lets through since. */
    private double firstShare(long sentAt, long now, double before) {
        double taken = sent - 1 - before * seconds(sentAt, now);
        return taken / (1 + Math.max(0, seconds(beganAt, sentAt)));
    }

    /** The same, without counting as a question: nobody wants to send. */
    double rate(long now) {
        return Math.max(1, limit * Math.min(MOST, isShared ? shared(now) : FIRST + RISE * seconds(beganAt, now)));
    }

    private double shared(long now) {
        double part = share / limit;
        double beyond = seconds(cutAt, now) - BACK_SECONDS * Math.cbrt(part);
        return part + (beyond < 0 ? CUT * cube(beyond / BACK_SECONDS) : cube(beyond / BEYOND_SECONDS));
    }

    private static double cube(double x) {
        return x * x * x;
    }

    private static double seconds(long from, long to) {
        return (to - from) / NANOS;
    }
}
