package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23t10:00:00z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.5Z, 2026-11-23T10:00:00.5Z",
        "2022-10-28T04:23:35.1981776Z, 2022-10-28T04:23:35.198177600Z",
        "2026-11-23T10:00:00.123456789Z, 2026-11-23T10:00:00.123456789Z",
        "2026-11-23T10:00:00.1234567899999Z, 2026-11-23T10:00:00.123456789Z",
        "2026-11-23T10:00:00+02:00, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00:00-00:30, 2026-11-23T10:30:00Z",
        "2026-11-23T10:00:00-00:00, 2026-11-23T10:00:00Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z",
        "0000-01-01T00:00:00Z, 0000-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z, 9999-12-31T23:59:59Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59.999999999Z",
        "2016-12-31T15:59:60.25-08:00, 2016-12-31T23:59:59.999999999Z",
    })
    void rfc3339TimesAreRead(String text, Instant expected) {
        assertThat(Times.rfc3339(text)).contains(expected);
        assertThat(Times.iso8601(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "now",
                "2026-11-23",
                "2026-11-23T10:00:00",
                "2026-11-23T10:00Z",
                "2026-11-23 10:00:00Z",
                "2026-11-23T10:00:00.Z",
                "2026-11-23T10:00:00+0200",
                "2026-11-23T10:00:00+02",
                "2026-11-23T10:00:00+02:",
                "2026-11-23T10:00:00+19:00",
                "2026-11-23T10:00:00+02:60",
                "2026-11-23T10:00:00Zulu",
                "2026-11-23T10:00:00Z ",
                "2026-13-01T10:00:00Z",
                "2026-02-29T10:00:00Z",
                "2026-11-23T24:00:00Z",
                "2026-11-23T10:60:00Z",
                "2026-11-23T10:00:61Z",
                "2026-11-23T10:00:60Z",
                "26-11-23T10:00:00Z",
                "+12026-11-23T10:00:00Z",
                "-026-11-23T10:00:00Z",
                "٢٠٢٦-11-23T10:00:00Z",
            })
    void otherTextIsNoRfc3339Time(String text) {
        assertThat(Times.rfc3339(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T10:00:00+0200, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00:00+02, 2026-11-23T08:00:00Z",
        "2026-11-23T10:00Z, 2026-11-23T10:00:00Z",
        "2026-11-23t10:00z, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00, 2026-11-23T10:00:00Z",
        "2026-11-23T10:00:00.1981776, 2026-11-23T10:00:00.198177600Z",
    })
    void eventGridTimesMayBeAnyIsoForm(String text, Instant expected) {
        assertThat(Times.iso8601(text)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "yesterday",
                "2026-11-23",
                "11/23/2026 10:00:00",
                "+999999999-11-23T10:00:00Z",
                "-2026-11-23T10:00:00Z"
            })
    void otherTextIsNoEventGridTime(String text) {
        assertThat(Times.iso8601(text)).isEmpty();
    }
}
