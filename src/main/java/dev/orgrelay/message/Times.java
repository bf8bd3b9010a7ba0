package dev.orgrelay.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Times as messages write them. */
public final class Times {

    /** The shapes of RFC 3339, 5.6, a zero for each digit: always with seconds and a zone. */
    private static final String LOCAL = "0000-00-00T00:00:00";

    private static final String DATE = "0000-00-00";
    private static final String FRACTION = ".0";
    private static final List<String> ZONES = List.of("Z", "+00:00", "-00:00");

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
     * A time as CloudEvents write it: RFC 3339, its letters in any case. Digits beyond nanoseconds are cut off. A leap second (5.7) becomes the last nanosecond
     * before midnight, so that it stays between its neighbours.
     */
    public static Optional<Instant> rfc3339(String text) {
        String time = text.toUpperCase(Locale.ROOT);
        int zone = hasShape(FRACTION, time, LOCAL.length()) ? endOfDigits(time, LOCAL.length() + 1) : LOCAL.length();
        if (!hasShape(LOCAL, time, 0) || !isZone(time, zone)) {
            return Optional.empty();
        }
        boolean isLeap = number(time, 17, 19) == LEAP_SECOND;
        try {
            // a pattern or a formatter of java.time would take several times as long, for each event
            Instant instant = LocalDateTime.of(
                            number(time, 0, 4),
                            number(time, 5, 7),
                            number(time, 8, 10),
                            number(time, 11, 13),
                            number(time, 14, 16),
                            isLeap ? LEAP_SECOND - 1 : number(time, 17, 19),
                            isLeap ? LocalTime.MAX.getNano() : nanos(time.substring(LOCAL.length(), zone)))
                    .toInstant(ZoneOffset.of(time.substring(zone)));
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
        return rfc3339(text).or(() -> iso(text, ZoneOffset.UTC));
    }

    /** The same from somebody whose times without a zone are in {@code zone}; a date alone is the beginning of that day. */
    public static Optional<Instant> iso8601(String text, ZoneId zone) {
        boolean isDate = text.length() == DATE.length() && hasShape(DATE, text, 0);
        return isDate ? date(text, zone) : rfc3339(text).or(() -> iso(text, zone));
    }

    private static Optional<Instant> date(String text, ZoneId zone) {
        try {
            return Optional.of(LocalDate.parse(text).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static boolean isZone(String time, int from) {
        for (String zone : ZONES) {
            if (time.length() == from + zone.length() && hasShape(zone, time, from)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasShape(String shape, String text, int from) {
        if (text.length() < from + shape.length()) {
            return false;
        }
        for (int i = 0; i < shape.length(); i++) {
            char c = text.charAt(from + i);
            if (shape.charAt(i) == '0' ? !isDigit(c) : c != shape.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int number(String time, int from, int to) {
        return Integer.parseInt(time, from, to, 10);
    }

    /** @param fraction of a second, with its point; may be empty */
    private static int nanos(String fraction) {
        return fraction.isEmpty() ? 0 : number(fraction + NO_NANOS, 1, 1 + NO_NANOS.length());
    }

    private static boolean isEndOfDay(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC).toLocalTime().equals(LocalTime.MAX);
    }

    private static Optional<Instant> iso(String text, ZoneId zone) {
        // Longer years are legal ISO 8601, but no time that anybody can compare or store.
        if (text.indexOf('-') != YEAR_DIGITS) {
            return Optional.empty();
        }
        try {
            TemporalAccessor time = ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
            return Optional.of(
                    time instanceof OffsetDateTime zoned
                            ? zoned.toInstant()
                            : LocalDateTime.from(time).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
