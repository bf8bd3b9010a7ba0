package dev.orgrelay.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    @Test
    void aDocumentIsReadWithEveryKindOfValue() {
        JsonNode document = read("{\"text\":\"Büro\",\"int\":1,\"list\":[true,false,null],\"object\":{\"a\":{}}}");

        assertThat(document.path("text").textValue()).isEqualTo("Büro");
        assertThat(document.path("int").intValue()).isEqualTo(1);
        assertThat(document.path("list")).hasToString("[true,false,null]");
        assertThat(document.path("object").path("a").isObject()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1", "-1", "9007199254740993", "9223372036854775808", "123456789012345678901234567890123456789"})
    void integersKeepEveryDigit(String number) {
        assertThat(read(number).bigIntegerValue()).isEqualTo(new BigInteger(number));
        assertThat(read(number).asText()).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.1", "1.10", "100.0", "-3.141592653589793238462643383279", "1.5E-20", "0.1000000000000000055"})
    void decimalsKeepEveryDigit(String number) {
        assertThat(read(number).decimalValue()).isEqualTo(new BigDecimal(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1e1001", "1e-1001", "1e999999999", "1e-999999999", "1e99999999999999999999", "[1E+2147483648]"})
    void anExponentBeyondReasonIsMalformed(String number) {
        assertMalformed(number).withMessageContaining("exponent");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|there is nothing",
                "`   `|there is nothing",
                "{|it ends too early",
                "{\"a\":|it ends too early",
                "[1,|end-of-input",
                "[1,]|unexpected",
                "{\"a\":1,}|unexpected",
                "{\"a\":1}}|unexpected",
                "{} {}|something follows the document",
                "1 2|something follows the document",
                "{\"a\":1,\"b\":2,\"a\":3}|the key 'a' appears twice (line 1, column 17)",
                "{\"a\":1,\"\\u0061\":3}|the key 'a' appears twice",
                "NaN|non-standard token",
                "'a'|unexpected",
                "01|invalid numeric value",
                "{a:1}|unexpected",
                "/* */ 1|unexpected",
                "nul|unrecognized token",
            })
    void whatTwoReadersCouldUnderstandDifferentlyIsMalformed(String json, String reason) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(Malformed.class)
                .message()
                .containsIgnoringCase(reason)
                .hasSizeLessThanOrEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\ud800\"", "\"\\udc00\\ud800\"", "{\"a\":[\"\\udfff\"]}"})
    void halfOfASurrogatePairIsReadAndNeverWritten(String json) {
        String written = Json.write(read(json));

        assertThat(written).matches(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text));
        assertThat(read(written)).hasToString(written);
    }

    @Test
    void aSurrogatePairIsOneCharacter() {
        assertThat(read("\"\\ud83c\\udfe2\"").textValue())
                .isEqualTo("🏢")
                .isEqualTo(read("\"🏢\"").textValue());
    }

    @Test
    void aMessageSaysWhereAndShowsLittle() {
        String secret = "x".repeat(10_000);

        assertThatThrownBy(() -> read("{\n  \"a\": " + secret + "}"))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining("(line 2, column ")
                .message()
                .hasSizeLessThanOrEqualTo(200);
    }

    @Test
    void nestingEndsAt64() {
        assertThat(read(nested(64)).isArray()).isTrue();
        assertMalformed(nested(65)).withMessageContaining("nested deeper than 64");
        assertMalformed(nested(100_000)).withMessageContaining("nested deeper than 64");
        assertMalformed("{\"a\":".repeat(65) + "1" + "}".repeat(65)).withMessageContaining("nested deeper than 64");
    }

    @Test
    void lengthsAreBounded() {
        assertThat(read("1".repeat(256)).asText()).hasSize(256);
        assertMalformed("1".repeat(257)).withMessageContaining("too long");
        assertMalformed("0." + "1".repeat(257)).withMessageContaining("too long");
        assertThat(read("{\"" + "k".repeat(1_000) + "\":1}").size()).isEqualTo(1);
        assertMalformed("{\"" + "k".repeat(1_001) + "\":1}").withMessageContaining("too long");
        assertThat(read('"' + "t".repeat(2_000_000) + '"').textValue()).hasSize(2_000_000);
    }

    @Test
    void aTextBeyondSixteenMillionCharactersIsTooLong() {
        assertMalformed('"' + "t".repeat(Json.MAX_TEXT_LENGTH + 1) + '"').withMessageContaining("too long");
    }

    @Test
    void textIsReadWithTheSameRules() {
        assertThat(Json.read("[1]")).hasToString("[1]");
        assertThatThrownBy(() -> Json.read("{\"a\":1,\"a\":2}")).isInstanceOf(Malformed.class);
    }

    @Test
    void anObjectKeepsTheOrderOfItsKeys() {
        assertThat(((ObjectNode) read("{\"c\":1,\"a\":2,\"b\":3}")).fieldNames())
                .toIterable()
                .containsExactly("c", "a", "b");
    }

    private static JsonNode read(String json) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        return "[".repeat(depth) + "]".repeat(depth);
    }

    private static ThrowableAssertAlternative<Malformed> assertMalformed(String json) {
        return assertThatExceptionOfType(Malformed.class).isThrownBy(() -> read(json));
    }
}
