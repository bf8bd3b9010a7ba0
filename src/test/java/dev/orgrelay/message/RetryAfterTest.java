package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-03T10:00:00Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2                              | 2",
                "0                              | 0",
                "' 7 '                          | 7",
                "0.1                            | 1",
                "1.5                            | 2",
                "2.0                            | 2",
                "2.                             | 2",
                ".5                             | 1",
                "Tue, 03 Nov 2026 10:00:07 GMT  | 7",
                "Tue, 3 Nov 2026 10:00:07 GMT   | 7",
                "Tuesday, 03-Nov-26 10:00:07 GMT| 7",
                "Tue Nov  3 10:00:07 2026       | 7",
            })
    void secondsAndDatesAreUnderstood(String value, long seconds) {
        assertThat(RetryAfter.parse(value, clock)).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-5",
                "-0.5",
                "Tue, 03 Nov 2026 09:00:00 GMT",
                "Tuesday, 03-Nov-26 09:00:00 GMT",
                "Sunday, 06-Nov-94 08:49:37 GMT",
                "Sun Nov  6 08:49:37 1994"
            })
    void whatLiesInThePastMeansNow(String value) {
        assertThat(RetryAfter.parse(value, clock)).contains(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3601",
                "99999999",
                "99999999999999999999",
                "99999999999999999999.5",
                "Tue, 03 Nov 2026 12:00:00 GMT",
                "Wed Nov  4 10:00:00 2026"
            })
    void nobodyWaitsLongerThanAnHour(String value) {
        assertThat(RetryAfter.parse(value, clock)).contains(Duration.ofHours(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "1e9", "1,5", "1.5.1", "--1", ".", "-", "2026-11-03T10:00:07Z", "3 s"})
    void anythingElseSaysNothing(String value) {
        assertThat(RetryAfter.parse(value, clock)).isEmpty();
    }

    @Test
    void aVeryLongNumberTakesNoTime() {
        assertThat(RetryAfter.parse("9".repeat(10_000), clock)).contains(Duration.ofHours(1));
    }
}
