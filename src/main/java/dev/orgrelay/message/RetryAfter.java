package dev.orgrelay.message;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The header {@code Retry-After}: seconds, or a date in one of the three forms of HTTP (RFC 9110, 10.2.3 and 5.6.7). Some servers send parts of seconds, which
 * are rounded up.
 */
public final class RetryAfter {

    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Pattern SECONDS = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");
    private static final int YEARS_AHEAD = 50;

    private RetryAfter() {}

    /** How long to wait, never negative and at most an hour; empty if {@code value} has neither form. */
    public static Optional<Duration> parse(String value, Clock clock) {
        String text = value.trim();
        return (SECONDS.matcher(text).matches() ? Optional.of(seconds(text)) : until(text, clock))
                .map(wait -> wait.isNegative() ? Duration.ZERO : wait.compareTo(LONGEST) > 0 ? LONGEST : wait);
    }

    private static Duration seconds(String text) {
        BigDecimal most = BigDecimal.valueOf(LONGEST.toSeconds());
        BigDecimal whole = new BigDecimal(text).setScale(0, RoundingMode.CEILING);
        return Duration.ofSeconds(whole.min(most).max(BigDecimal.ZERO).longValueExact());
    }

    private static Optional<Duration> until(String text, Clock clock) {
        Instant now = clock.instant();
        for (DateTimeFormatter form : forms(now.atOffset(ZoneOffset.UTC).toLocalDate())) {
            try {
                return Optional.of(Duration.between(now, form.parse(text, Instant::from)));
            } catch (DateTimeException e) {
                // it may have one of the other forms
            }
        }
        return Optional.empty();
    }

    /** That of RFC 1123; of RFC 850, with two digits of a year that is at most fifty years ahead; and of asctime() in C. */
    private static List<DateTimeFormatter> forms(LocalDate today) {
        return List.of(
                DateTimeFormatter.RFC_1123_DATE_TIME,
                form(new DateTimeFormatterBuilder()
                        .appendPattern("EEEE, dd-MMM-")
                        .appendValueReduced(ChronoField.YEAR, 2, 2, today.minusYears(99 - YEARS_AHEAD))
                        .appendPattern(" HH:mm:ss 'GMT'")),
                form(new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss yyyy")));
    }

    private static DateTimeFormatter form(DateTimeFormatterBuilder pattern) {
        return pattern.toFormatter(Locale.ENGLISH).withZone(ZoneOffset.UTC);
    }
}
