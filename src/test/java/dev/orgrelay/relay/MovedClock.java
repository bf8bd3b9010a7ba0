package dev.orgrelay.relay;

import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The time of the machine, as long as no test has moved it. */
@Alternative
@Singleton
public class MovedClock extends Clock {

    private volatile Duration ahead = Duration.ZERO;

    /** From now on it is {@code time}, and goes on from there. */
    public synchronized void moveTo(Instant time) {
        ahead = Duration.between(Instant.now(), time);
    }

    /** It is {@code time} later than it was. */
    public synchronized void advance(Duration time) {
        ahead = ahead.plus(time);
    }

    public synchronized void reset() {
        ahead = Duration.ZERO;
    }

    @Override
    public Instant instant() {
        return Instant.now().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
