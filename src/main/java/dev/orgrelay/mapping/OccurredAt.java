package dev.orgrelay.mapping;

import dev.orgrelay.message.Times;
import dev.orgrelay.organization.Text;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The ways in which senders write a time: ISO 8601, seconds or milliseconds since 1970 as number or digits, and {@code /Date(ms)/}.
 *
 * <p>ISO 8601 may have an offset without colon, any number of digits behind the second, and a space for the T. What has no zone is in the zone of the source; a date
 * alone is the beginning of that day there. Whether a number is seconds or milliseconds is decided by its
 * size: both are read from 1973 to 5138, and what is neither, such as 20261123, is no time.
 */
final class OccurredAt {

    private static final BigDecimal FIRST_SECOND = BigDecimal.TEN.pow(8);
    private static final BigDecimal FIRST_MILLISECOND = BigDecimal.TEN.pow(11);
    private static final BigDecimal END = BigDecimal.TEN.pow(14);
    private static final BigDecimal NANOS_PER_SECOND = BigDecimal.TEN.pow(9);

    private static final Pattern NUMBER = Pattern.compile("[0-9]{9,14}(\\.[0-9]{1,9})?");
    /** The offset says where it happened; the milliseconds are UTC with or without it. */
    private static final Pattern DATE = Pattern.compile("/Date\\((-?[0-9]{1,15})([+-][0-9]{4})?\\)/");

    private static final int DATE_LENGTH = 10;
    private static final int MAX_LENGTH = 60;

    private OccurredAt() {}

    /** The time that {@code value} names, if it names one; without a zone, it is in {@code zone}. */
    static Optional<Instant> read(Object value, ZoneId zone) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return sinceEpoch(new BigDecimal(number.toString()));
        }
        return value instanceof String text && text.length() <= MAX_LENGTH
                ? read(Text.trim(text), zone)
                : Optional.empty();
    }

    private static Optional<Instant> read(String text, ZoneId zone) {
        if (NUMBER.matcher(text).matches()) {
            return sinceEpoch(new BigDecimal(text));
        }
        Matcher date = DATE.matcher(text);
        return date.matches()
                ? Optional.of(Instant.ofEpochMilli(Long.parseLong(date.group(1))))
                : Times.iso8601(withT(text), zone);
    }

    private static Optional<Instant> sinceEpoch(BigDecimal number) {
        if (number.compareTo(FIRST_SECOND) < 0 || number.compareTo(END) >= 0) {
            return Optional.empty();
        }
        boolean isSeconds = number.compareTo(FIRST_MILLISECOND) < 0;
        BigDecimal seconds = isSeconds ? number : number.movePointLeft(3);
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        long nanos = seconds.subtract(whole).multiply(NANOS_PER_SECOND).longValue();
        return Optional.of(Instant.ofEpochSecond(whole.longValueExact(), nanos));
    }

    /** RFC 3339, 5.6 allows the space for people's eyes. */
    private static String withT(String text) {
        boolean hasSpace = text.length() > DATE_LENGTH && text.charAt(DATE_LENGTH) == ' ';
        return hasSpace ? text.substring(0, DATE_LENGTH) + "T" + text.substring(DATE_LENGTH + 1) : text;
    }
}
