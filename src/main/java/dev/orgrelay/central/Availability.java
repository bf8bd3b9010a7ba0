package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationState.Kind;
import dev.orgrelay.organization.Text;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Follows how one application does, and tells it: one line of the log when it goes bad, one when it is well again.
 *
 * <p>It is bad from when its circuit opens or its credential is refused, until the circuit is closed and the credential accepted. What is tried in between
 * changes nothing.
 */
final class Availability {

    private static final Logger LOG = Logger.getLogger(Availability.class);
    private static final Duration THROTTLED_FOR = Duration.ofSeconds(10);
    private static final int MINUTES = 60;

    private final String application;
    private final Clock clock;
    private final RecentCounts throttled = new RecentCounts(1, Duration.ofMinutes(1), MINUTES);

    private volatile long answeredAt;
    private volatile Optional<Incident> incident = Optional.empty();
    private volatile boolean isCalm;
    private volatile boolean isOpen;
    private boolean wasAnswered;
    private Optional<String> outage = Optional.empty();
    private Optional<String> refusal = Optional.empty();
    private Optional<Instant> since = Optional.empty();
    private boolean isBad;
    private Optional<String> lastFailure = Optional.empty();
    private Instant throttledSince = Instant.MIN;
    private Instant throttledAt = Instant.MIN;

    Availability(String application, Clock clock) {
        this.application = application;
        this.clock = clock;
    }

    String application() {
        return application;
    }

    /** Somebody who has accepted the credential has answered. */
    void answered() {
        answeredAt = clock.millis();
        if (!isCalm) {
            accepted();
        }
    }

    private synchronized void accepted() {
        refusal = Optional.empty();
        if (!wasAnswered) {
            wasAnswered = true;
            since = since.or(() -> Optional.of(clock.instant()));
        }
        settle();
    }

    /** The credential is not accepted, or there is none. */
    synchronized void refused(String reason) {
        refusal = Optional.of(reason);
        settle();
        fail();
    }

    /** A call came to nothing; {@code reason} says why. */
    synchronized void failed(String reason) {
        isCalm = false;
        lastFailure = Optional.of(reason);
        fail();
    }

    private void fail() {
        if (isBad) {
            incident = incident.map(known -> known.seen(clock.instant()));
        }
    }

    /**
     * Whether the application is left alone, or tried with single calls, because so many have failed.
     */
    void circuit(boolean isOpenNow) {
        if (isOpenNow != isOpen) {
            circuitChanged(isOpenNow);
        }
    }

    private synchronized void circuitChanged(boolean isOpenNow) {
        isOpen = isOpenNow;
        outage = isOpen ? lastFailure.or(() -> Optional.of("no call succeeds")) : Optional.empty();
        settle();
    }

    /** It answered 429. */
    synchronized void throttled() {
        Instant now = clock.instant();
        if (!isThrottled(now)) {
            throttledSince = now;
        }
        throttledAt = now;
        throttled.add(0, now.toEpochMilli());
    }

    /** How often it answered 429 within the last hour. */
    int throttledLastHour() {
        return throttled.totals(clock.millis())[0];
    }

    /** The last time in which it was bad, if it ever was. */
    Optional<Incident> incident() {
        return incident;
    }

    /** When somebody has answered last; the epoch if nobody has. */
    Instant answeredAt() {
        return Instant.ofEpochMilli(answeredAt);
    }

    synchronized ApplicationState state() {
        if (isBad) {
            return new ApplicationState(badKind(), since, refusal.or(() -> outage));
        }
        if (isThrottled(clock.instant())) {
            return new ApplicationState(
                    Kind.THROTTLED, Optional.of(throttledSince), Optional.of("IoT Central answered 429"));
        }
        return wasAnswered
                ? new ApplicationState(Kind.AVAILABLE, since, Optional.empty())
                : new ApplicationState(Kind.UNKNOWN, Optional.empty(), lastFailure);
    }

    private Kind badKind() {
        return refusal.isPresent() ? Kind.CREDENTIAL_REFUSED : Kind.CIRCUIT_OPEN;
    }

    private boolean isThrottled(Instant now) {
        return now.isBefore(throttledAt.plus(THROTTLED_FOR));
    }

    private void settle() {
        boolean isBadNow = refusal.isPresent() || outage.isPresent();
        isCalm = wasAnswered && !isBadNow;
        if (isBadNow == isBad) {
            return;
        }
        isBad = isBadNow;
        Instant now = clock.instant();
        if (isBad) {
            ApplicationState bad = new ApplicationState(badKind(), Optional.of(now), refusal.or(() -> outage));
            String detail = bad.detail().orElse("");
            String todo = bad.todo().orElse("").replace("<name>", application);
            incident = Optional.of(Incident.since(now, bad.kind().word(), detail, todo));
            LOG.warnf(
                    "application %s is bad, %s: %s; %s", application, bad.kind().word(), detail, todo);
        } else {
            incident = incident.map(known -> known.over(now));
            LOG.warnf("application %s is well again after %s", application, lasted(now));
        }
        since = Optional.of(now);
    }

    private String lasted(Instant now) {
        return Text.duration(Duration.between(since.orElse(now), now));
    }
}
