package dev.orgrelay.proof;

import dev.orgrelay.configuration.StrictConverter;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * When a request was signed, and how far from now that may be.
 *
 * @param tolerance empty if any time will do
 */
record Timestamp(Location location, TimestampUnit unit, Optional<Duration> tolerance, TimeWindow window) {

    /** For a tolerance that is none. */
    private static final Duration UNLIMITED = ChronoUnit.FOREVER.getDuration();

    static boolean isLimit(Duration tolerance) {
        return !tolerance.equals(UNLIMITED);
    }

    /** Whether the time cannot be changed without breaking the signature; otherwise a limit would limit nobody. */
    boolean isBoundBy(SignedText signed) {
        return tolerance.isEmpty()
                || signed.has(Placeholder.TIMESTAMP)
                || signed.covers(location)
                || location instanceof Location.Field && signed.has(Placeholder.BODY);
    }

    void check(Evidence evidence, Instant now) {
        tolerance.ifPresent(allowed -> check(signedAt(evidence), now, allowed));
    }

    private Instant signedAt(Evidence evidence) {
        return unit.parse(evidence.requireTimestamp())
                .orElseThrow(() -> new Unauthenticated("timestamp " + location + " is not " + unit.described()));
    }

    private void check(Instant signedAt, Instant now, Duration allowed) {
        Duration age = Duration.between(signedAt, now);
        if (age.compareTo(allowed) > 0) {
            throw outside(age, "old", allowed);
        }
        if (window == TimeWindow.BOTH && age.negated().compareTo(allowed) > 0) {
            throw outside(age.negated(), "in the future", allowed);
        }
    }

    private static Unauthenticated outside(Duration distance, String direction, Duration allowed) {
        return new Unauthenticated("timestamp is " + distance.toSeconds() + " s " + direction + ", allowed are "
                + allowed.toSeconds() + " s");
    }

    private static Duration tolerance(String text) {
        return Optional.of(text.equals(SchemeSettings.NONE) ? UNLIMITED : DurationConverter.parseDuration(text))
                .filter(tolerance -> !tolerance.isNegative())
                .orElseThrow();
    }

    /** Reads a tolerance in a setting. */
    @SuppressWarnings("serial") // nobody writes it
    public static final class Tolerance extends StrictConverter<Duration> {

        public Tolerance() {
            super(Timestamp::tolerance, "are a number of seconds, 300s, 5m, PT5M, or none for no limit");
        }
    }
}
