package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OccurredAtTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00+02:00, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00:00+0000, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123+0200, 2026-11-23T08:00:00.123Z",
        "2026-11-23T10:00:00.123456Z, 2026-11-23T10:00:00.123456Z",
        "2026-11-23T10:00:00.1234567Z, 2026-11-23T10:00:00.123456700Z",
        "2026-11-23T10:00:00, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.123456, 2026-11-23T10:00:00.123456Z",
        "2026-11-23 10:00:00, 2026-11-23T10:00:00Z",
        "2026-11-23 10:00:00.5+02:00, 2026-11-23T08:00:00.5Z",
        "1608725989, 2020-12-23T12:19:49Z",
        "1608725989000, 2020-12-23T12:19:49Z",
        "1608725989123, 2020-12-23T12:19:49.123Z",
        "1608725989.123456, 2020-12-23T12:19:49.123456Z",
        "100000000, 1973-03-03T09:46:40Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "/Date(1722582039000)/, 2024-08-02T07:00:39Z",
        "/Date(1722582039000+0000)/, 2024-08-02T07:00:39Z",
        "/Date(1722582039000+0200)/, 2024-08-02T07:00:39Z",
        "/Date(-1)/, 1969-12-31T23:59:59.999Z",
    })
    void timesAreReadHoweverSendersWriteThem(String text, Instant expected) {
        assertThat(OccurredAt.read(text, ZoneOffset.UTC)).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2027-06-01, 2027-05-31T22:00:00Z",
        "2027-12-01, 2027-11-30T23:00:00Z",
        "2027-06-01T09:00:00, 2027-06-01T07:00:00Z",
        "2027-06-01 09:00:00, 2027-06-01T07:00:00Z",
        "2027-06-01T09:00:00Z, 2027-06-01T09:00:00Z",
        "2027-06-01T09:00:00+01:00, 2027-06-01T08:00:00Z",
    })
    void whatHasNoZoneIsInThatOfItsSource(String text, Instant expected) {
        assertThat(OccurredAt.read(text, ZoneId.of("Europe/Berlin"))).contains(expected);
    }

    @Test
    void numbersAreReadToo() {
        Instant expected = Instant.parse("2020-12-23T12:19:49Z");

        assertThat(OccurredAt.read(1_608_725_989, ZoneOffset.UTC)).contains(expected);
        assertThat(OccurredAt.read(1_608_725_989_000L, ZoneOffset.UTC)).contains(expected);
        assertThat(OccurredAt.read(1_608_725_989.5, ZoneOffset.UTC)).contains(expected.plusMillis(500));
        assertThat(OccurredAt.read(1.608725989E9, ZoneOffset.UTC)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-13-23",
                "2026-11-2",
                "20261123",
                "2026",
                "0",
                "-1608725989",
                "1608725989000000",
                "99999999",
                "٢٦٠٨٧٢٥٩٨٩",
                "23.11.2026 10:00:00",
                "2026-11-23  10:00:00",
                "2026-13-23T10:00:00Z",
                "2026-11-23T10:00:00 CET",
                "/Date(x)/",
                "/Date(1722582039000",
                "/Date(9999999999999999)/",
            })
    void otherTextIsNoTime(String text) {
        assertThat(OccurredAt.read(text, ZoneOffset.UTC)).isEmpty();
    }

    @Test
    void otherValuesAreNoTime() {
        assertThat(OccurredAt.read(Double.NaN, ZoneOffset.UTC)).isEmpty();
        assertThat(OccurredAt.read(Double.POSITIVE_INFINITY, ZoneOffset.UTC)).isEmpty();
        assertThat(OccurredAt.read(20_261_123, ZoneOffset.UTC)).isEmpty();
        assertThat(OccurredAt.read(true, ZoneOffset.UTC)).isEmpty();
        assertThat(OccurredAt.read("1".repeat(1_000_000), ZoneOffset.UTC)).isEmpty();
    }
}
