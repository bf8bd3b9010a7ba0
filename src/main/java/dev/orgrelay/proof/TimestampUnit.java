package dev.orgrelay.proof;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;

/** How a timestamp is written. */
enum TimestampUnit {
    SECONDS(
            "a number of seconds since 1970",
            text -> Instant.ofEpochSecond(Long.parseLong(text)),
            now -> Long.toString(now.getEpochSecond())),
    MILLISECONDS(
            "a number of milliseconds since 1970",
            text -> Instant.ofEpochMilli(Long.parseLong(text)),
            now -> Long.toString(now.toEpochMilli())),
    /** With its zone: {@code 2026-01-31T18:42:00Z}, {@code +01:00} or, as BambooHR writes it, {@code +0000}. */
    ISO_8601("an ISO 8601 time with zone", text -> Zoned.FORMAT.parse(text, Instant::from), now -> now.truncatedTo(
                    ChronoUnit.SECONDS)
            .toString());

    private final String described;
    private final Function<String, Instant> reading;
    private final Function<Instant, String> writing;

    TimestampUnit(String described, Function<String, Instant> reading, Function<Instant, String> writing) {
        this.described = described;
        this.reading = reading;
        this.writing = writing;
    }

    String write(Instant time) {
        return writing.apply(time);
    }

    String described() {
        return described;
    }

    Optional<Instant> parse(String text) {
        try {
            return Optional.of(reading.apply(text.strip()));
        } catch (NumberFormatException | DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static final class Zoned {

        private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
                .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
                .appendPattern("[XXX][XX][X]")
                .toFormatter();
    }
}
