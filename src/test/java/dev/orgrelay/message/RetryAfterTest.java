package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class RetryAfterTest {

    private final Clock clock = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    @Test
    void secondsAndDatesAreUnderstood() {
        assertThat(RetryAfter.parse("2", clock)).contains(Duration.ofSeconds(2));
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 10:00:07 GMT", clock)).contains(Duration.ofSeconds(7));
    }

    @Test
    void whatLiesInThePastMeansNow() {
        assertThat(RetryAfter.parse("-5", clock)).contains(Duration.ZERO);
        assertThat(RetryAfter.parse("Mon, 23 Nov 2026 09:00:00 GMT", clock)).contains(Duration.ZERO);
    }

    @Test
    void nobodyWaitsLongerThanAnHour() {
        assertThat(RetryAfter.parse("99999999", clock)).contains(Duration.ofHours(1));
    }

    @Test
    void anythingElseSaysNothing() {
        assertThat(RetryAfter.parse("soon", clock)).isEmpty();
        assertThat(RetryAfter.parse("99999999999999999999", clock)).isEmpty();
    }
}
