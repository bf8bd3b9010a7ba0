package dev.orgrelay.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as messages write them. */
public final class Times {

    /** RFC 3339, 5.6: always with seconds and a zone, its letters in any case. */
    private static final Pattern RFC_3339 = Pattern.compile(
            "([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\\.([0-9]+))?(Z|[+-][0-9]{2}:[0-9]{2})",
            Pattern.CASE_INSENSITIVE);

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter();

    private static final int LEAP_SECOND = 60;
    private static final String NO_NANOS = "000000000";
    private static final int YEAR_DIGITS = 4;

    private Times() {}

    /**
     * A time as CloudEvents write it: RFC 3339. Digits beyond nanoseconds are cut off. A leap second (5.7) becomes the last nanosecond before midnight, so that
     * it stays between its neighbours.
     */
    public static Optional<Instant> rfc3339(String text) {
        Matcher time = RFC_3339.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        boolean isLeap = number(time, 6) == LEAP_SECOND;
        try {
            // a formatter of java.time would take several times as long, for each event
            Instant instant = LocalDateTime.of(
                            number(time, 1),
                            number(time, 2),
                            number(time, 3),
                            number(time, 4),
                            number(time, 5),
                            isLeap ? LEAP_SECOND - 1 : number(time, 6),
                            isLeap ? LocalTime.MAX.getNano() : nanos(time.group(7)))
                    .toInstant(ZoneOffset.of(time.group(8).toUpperCase(Locale.ROOT)));
            return Optional.of(instant).filter(read -> !isLeap || isEndOfDay(read));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * A time in any ISO 8601 form, as publishers of Event Grid's custom topics write their {@code eventTime}. Without a zone it is UTC, because the schema
     * defines the member as "the provider's UTC time".
     */
    public static Optional<Instant> iso8601(String text) {
        return rfc3339(text).or(() -> iso(text));
    }

    private static int number(Matcher time, int group) {
        return Integer.parseInt(time.group(group));
    }

    private static int nanos(String digits) {
        return digits == null ? 0 : Integer.parseInt((digits + NO_NANOS).substring(0, NO_NANOS.length()));
    }

    private static boolean isEndOfDay(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MAX);
    }

    private static Optional<Instant> iso(String text) {
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
