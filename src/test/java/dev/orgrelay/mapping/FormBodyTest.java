package dev.orgrelay.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormBodyTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "a=1&b=two => {\"a\":\"1\",\"b\":\"two\"}",
                "a=007 => {\"a\":\"007\"}",
                "a=x+y%20z => {\"a\":\"x y z\"}",
                "name=B%C3%BCro => {\"name\":\"Büro\"}",
                "a=1&a=2&a=3 => {\"a\":[\"1\",\"2\",\"3\"]}",
                "a&b= => {\"a\":\"\",\"b\":\"\"}",
                "a=b=c => {\"a\":\"b=c\"}",
                "&&a=1& => {\"a\":\"1\"}",
                "payload=%7B%22id%22%3A5%7D => {\"payload\":\"{\\\"id\\\":5}\"}",
                "`` => {}",
            })
    void fieldsBecomeMembers(String form, String expected) {
        assertThat(FormBody.read(form.getBytes(StandardCharsets.UTF_8))).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a=%", "a=%1", "a=%zz", "%=1", "a=%C3", "a=%ED%A0%80"})
    void badEncodingIsMalformed(String form) {
        assertThatThrownBy(() -> FormBody.read(form.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("unreadable form: ");
    }

    @Test
    void thousandsOfFieldsAreTurnedAway() {
        assertThatThrownBy(() -> FormBody.read("a=1&".repeat(5_001).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Malformed.class)
                .hasMessage("a form may have 5000 fields, this one has more");
    }

    @Test
    void onlyFormsAreRead() {
        assertThat(FormBody.read(delivery("application/x-www-form-urlencoded; charset=utf-8")))
                .hasToString("{\"a\":\"1\"}");
        assertThatThrownBy(() -> FormBody.read(delivery("application/json")))
                .isInstanceOf(UnsupportedMediaType.class)
                .hasMessage("cannot read 'application/json', only application/x-www-form-urlencoded");
    }

    private static Delivery delivery(String contentType) {
        return new Delivery(
                "POST",
                "https://relay.example/",
                "",
                Map.of(),
                Map.of("content-type", contentType),
                "a=1".getBytes(StandardCharsets.UTF_8),
                Inputs.NOW);
    }
}
