package dev.orgrelay.identity;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** The time at which a token expires, in all the ways in which endpoints write it. */
final class Expiry {

    /** The first two are those of api-version 2017-09-01, {@code M/d/yyyy h:mm:ss tt zzz}. */
    private static final DateTimeFormatter WRITTEN = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("[M/d/uuuu h:mm:ss a][M/d/uuuu H:mm:ss]")
            .optionalStart()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalEnd()
            .appendPattern("[ ][XXX][XX]")
            .toFormatter(Locale.ENGLISH);

    /** Seconds reach it in the year 5138, milliseconds have passed it in 1973. */
    private static final long LEAST_MILLIS = 100_000_000_000L;

    private Expiry() {}

    /** Epoch seconds or milliseconds, also with a fraction, or one of the written forms, in UTC unless it says otherwise. Empty if it is nothing of that. */
    static Optional<Instant> at(String text) {
        return number(text).map(Expiry::ofEpoch).or(() -> written(text.strip()));
    }

    /** A number without its fraction; one that is too large is the largest. Empty if it is none. */
    static Optional<Long> number(String text) {
        try {
            return Optional.of((long) Double.parseDouble(text)); // exact for 15 digits
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant ofEpoch(long number) {
        return number < LEAST_MILLIS ? Instant.ofEpochSecond(Math.max(0, number)) : Instant.ofEpochMilli(number);
    }

    private static Optional<Instant> written(String text) {
        try {
            TemporalAccessor time = WRITTEN.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
