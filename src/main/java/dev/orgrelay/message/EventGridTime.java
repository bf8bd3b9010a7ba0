package dev.orgrelay.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;

/**
 * Reads the {@code eventTime} of Event Grid: RFC 3339 from Azure itself, any ISO 8601 form from publishers of custom topics.
 *
 * <p>A time without a zone is UTC, because the schema defines the member as "the provider's UTC time".
 */
public final class EventGridTime {

    private static final int YEAR_DIGITS = 4;

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private EventGridTime() {}

    /** The time that {@code text} names, if it names one. */
    public static Optional<Instant> parse(String text) {
        return Rfc3339.parse(text).or(() -> parseIso(text));
    }

    private static Optional<Instant> parseIso(String text) {
        // Longer years are legal ISO 8601, but no time that anybody can compare or store.
        if (text.indexOf('-') != YEAR_DIGITS) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
