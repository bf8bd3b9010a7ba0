package dev.orgrelay.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * Reads a time as RFC 3339, 5.6 writes it: always with seconds and a zone, its letters in any case.
 *
 * <p>Digits beyond nanoseconds are cut off. A leap second (5.7) becomes the last nanosecond before midnight, so that it stays between its neighbours.
 */
final class Rfc3339 {

    private static final int NANO_DIGITS = 9;
    private static final int LEAP_SECOND = 60;
    private static final int LAST_NANO = 999_999_999;

    private final String text;
    private int position;

    private Rfc3339(String text) {
        this.text = text;
    }

    /** The time that {@code text} names; empty if it is not an RFC 3339 time. */
    static Optional<Instant> parse(String text) {
        try {
            return Optional.of(new Rfc3339(text).read());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private Instant read() {
        int year = number(4);
        int month = numberAfter('-');
        int day = numberAfter('-');
        int hour = numberAfter('T');
        int minute = numberAfter(':');
        int second = numberAfter(':');
        int nano = fraction();
        ZoneOffset offset = offset();
        require(position == text.length());
        return second == LEAP_SECOND
                ? leapSecond(LocalDateTime.of(year, month, day, hour, minute, LEAP_SECOND - 1, LAST_NANO), offset)
                : LocalDateTime.of(year, month, day, hour, minute, second, nano).toInstant(offset);
    }

    private static Instant leapSecond(LocalDateTime before, ZoneOffset offset) {
        Instant instant = before.toInstant(offset);
        LocalDateTime utc = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
        require(utc.getHour() == 23 && utc.getMinute() == 59);
        return instant;
    }

    private int fraction() {
        if (!skip('.')) {
            return 0;
        }
        require(isDigit());
        int nano = 0;
        int digits = 0;
        for (; isDigit(); position++, digits++) {
            nano = digits < NANO_DIGITS ? nano * 10 + digit() : nano;
        }
        for (; digits < NANO_DIGITS; digits++) {
            nano *= 10;
        }
        return nano;
    }

    private ZoneOffset offset() {
        if (skip('Z')) {
            return ZoneOffset.UTC;
        }
        int sign = skip('-') ? -1 : 1;
        require(sign < 0 || skip('+'));
        int hours = number(2);
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * numberAfter(':'));
    }

    private int numberAfter(char separator) {
        require(skip(separator));
        return number(2);
    }

    private int number(int digits) {
        int number = 0;
        for (int i = 0; i < digits; i++, position++) {
            require(isDigit());
            number = number * 10 + digit();
        }
        return number;
    }

    private boolean skip(char expected) {
        boolean found = position < text.length() && upperCase(text.charAt(position)) == expected;
        if (found) {
            position++;
        }
        return found;
    }

    private boolean isDigit() {
        return position < text.length() && text.charAt(position) >= '0' && text.charAt(position) <= '9';
    }

    private int digit() {
        return text.charAt(position) - '0';
    }

    private static char upperCase(char c) {
        return c == 't' || c == 'z' ? (char) (c - 'a' + 'A') : c;
    }

    private static void require(boolean condition) {
        if (!condition) {
            throw new DateTimeException("not RFC 3339");
        }
    }
}
