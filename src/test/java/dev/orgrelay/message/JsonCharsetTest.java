package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonCharsetTest {

    @ParameterizedTest
    @CsvSource({
        "22ff22, a byte that UTF-8 never has",
        "22c322, a sequence that is cut off",
        "22c0a022, an overlong space",
        "22c08022, an overlong zero",
        "22eda08022, an encoded surrogate",
        "22f490808022, beyond Unicode",
        "feff00310032, UTF-16 with a mark",
        "00310032, UTF-16 without a mark",
        "31003200, UTF-16 the other way round",
        "00000031, UTF-32",
    })
    void bytesThatAreNotUtf8AreMalformed(String hex, String what) {
        byte[] bytes = HexFormat.of().parseHex(hex);

        assertThatThrownBy(() -> Json.read(bytes)).as(what).isInstanceOf(Malformed.class);
    }

    @Test
    void aByteOrderMarkOfUtf8IsTolerated() {
        assertThat(Json.read("\uFEFF{\"a\":\"ü\"}".getBytes(StandardCharsets.UTF_8)))
                .hasToString("{\"a\":\"ü\"}");
        assertThat(Json.read("\uFEFF{}".getBytes(StandardCharsets.UTF_8)).isObject())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"utf-8", "UTF-8", "\"utf-8\"", "utf-16", "UTF-16LE", "utf-16be", "iso-8859-1"})
    void theCharsetOfTheMediaTypeDecides(String charset) {
        byte[] body = "{\"name\":\"Büro\"}".getBytes(Charset.forName(charset.replace("\"", "")));

        JsonNode document =
                Json.read(Deliveries.of(Map.of("content-type", "application/json; charset=" + charset), body));

        assertThat(document.path("name").textValue()).isEqualTo("Büro");
    }

    @Test
    void aCharsetIsDecodedStrictly() {
        byte[] latin = "{\"name\":\"Büro\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Json.read(latin, StandardCharsets.US_ASCII))
                .isInstanceOf(Malformed.class)
                .hasMessage("unreadable JSON: the bytes are not valid US-ASCII");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json; charset=klingon",
                "application/json; charset=\"no such\"",
                "text/plain",
                "json",
                ""
            })
    void otherMediaTypesAndUnknownCharsetsAreNotRead(String contentType) {
        assertThatExceptionOfType(UnsupportedMediaType.class)
                .isThrownBy(() -> Json.read(Deliveries.typed(contentType, "{}")));
    }

    @Test
    void withoutAContentTypeABodyIsJson() {
        assertThat(Json.read(Deliveries.of(Map.of(), "[1]"))).hasToString("[1]");
    }
}
