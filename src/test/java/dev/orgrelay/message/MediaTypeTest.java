package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MediaTypeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "application/json|application/json",
                "Application/JSON|application/json",
                "application/json;charset=utf-8|application/json; charset=utf-8",
                "application/json ; Charset=\"UTF-8\"|application/json; charset=UTF-8",
                "application/json; charset=\"a\\\"b\"|application/json; charset=a\"b",
                "application/json; charset=\"a;b\"|application/json; charset=a;b",
                "application/json;|application/json",
                "application/json; ;charset=utf-8;|application/json; charset=utf-8",
                "` application/json `|application/json",
                "application/vnd.x+json|application/vnd.x+json",
            })
    void typeSubtypeAndParametersAreRead(String text, String expected) {
        assertThat(MediaType.parse(text)).map(MediaType::toString).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "json",
                "application/",
                "/json",
                "application/json, application/json",
                "application/json charset=utf-8",
                "application/json; charset",
                "application/json; charset=",
                "application/json; =utf-8",
                "application/json; charset=\"utf-8",
                "application/json; charset=\"utf-8\\",
                "application/json; charset=\"utf-8\"x",
                "application/json; charset=utf-8; CHARSET=utf-16",
                "application /json",
                "applicatiön/json",
            })
    void whatIsNoMediaTypeIsNotRead(String text) {
        assertThat(MediaType.parse(text)).isEmpty();
        assertThatThrownBy(() -> MediaType.of(Deliveries.typed(text, ""))).isInstanceOf(UnsupportedMediaType.class);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "TEXT/Json, true",
        "application/cloudevents+json, true",
        "application/vnd.api+JSON; charset=utf-8, true",
        "application/jsonl, false",
        "application/xml, false",
        "image/json, false",
        "text/plain, false",
    })
    void jsonIsRecognized(String text, boolean expected) {
        assertThat(MediaType.parse(text).orElseThrow().isJson()).isEqualTo(expected);
    }

    @Test
    void utf8IsTheDefaultCharset() {
        assertThat(MediaType.JSON.charset()).isEqualTo(StandardCharsets.UTF_8);
        assertThat(new MediaType("text", "json", Map.of("charset", "latin1")).charset())
                .isEqualTo(StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRequestWithoutContentTypeHasNone() {
        assertThat(MediaType.of(Deliveries.of(Map.of(), ""))).isEmpty();
    }
}
