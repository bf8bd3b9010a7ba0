package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.evaluate;
import static dev.orgrelay.mapping.Inputs.one;
import static dev.orgrelay.mapping.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Numbers that are ids keep all of their digits. */
class DigitsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "106",
                "-5",
                "2147483648",
                "9007199254740991",
                "9007199254740992",
                "9007199254740993",
                "6969828847121885087",
                "9223372036854775807",
                "18446744073709551615",
                "123456789012345678901234567890",
                "-6969828847121885087",
                "12.5",
                "0.1",
                "1.0000000000000000001",
            })
    void everyDigitOfANumberSurvives(String number) {
        String quoted = "{'id': " + number + ", 'text': '{\\\"id\\\": " + number + "}'}";

        assertThat(id("body.id", quoted)).isEqualTo(number);
        assertThat(id("$string(body.id)", quoted)).isEqualTo(number);
        assertThat(id("'u-' & body.id", quoted)).isEqualTo("u-" + number);
        assertThat(id("$join([$string(body.id)])", quoted)).isEqualTo(number);
        assertThat(id("[body.id][0]", quoted)).isEqualTo(number);
        assertThat(id("$parse(body.text).id", quoted)).isEqualTo(number);
        assertThat(id("$merge([body, {'x': 1}]).id", quoted)).isEqualTo(number);
        assertThat(id("body.id ~> $string()", quoted)).isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({"106.0, 106", "1e3, 1000", "1E+20, 100000000000000000000", "-0, 0", "-0.0, 0", "12.50, 12.5"})
    void aNumberIsTheSameHoweverItIsWritten(String written, String expected) {
        assertThat(id("body.id", "{'id': " + written + "}")).isEqualTo(expected);
    }

    @Test
    void neighboursStayDifferent() {
        assertThat(text(
                        "body.a = body.b ? 'same' : 'different'",
                        "{'a': 6969828847121885087, 'b': 6969828847121885086}"))
                .isEqualTo("different");
    }

    @Test
    void aCalculatedNumberWithWrongDigitsIsTurnedAway() {
        assertThatThrownBy(() ->
                        evaluate("{'operation': 'ignore', 'id': $number(body.id)}", "{'id': 6969828847121885087}"))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("id is a calculated number, not all digits of 6969828847121885");
        assertThatThrownBy(() -> evaluate("{'operation': 'ignore', 'id': 6969828847121885087}", "{}"))
                .isInstanceOf(Malformed.class);
        assertThatThrownBy(() -> text("$organizationId(6969828847121885087)", "{}"))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void smallNumbersCanBeCalculatedWith() {
        assertThat(id("body.id + 1", "{'id': 41}")).isEqualTo("42");
        assertThat(id("body.id / 2", "{'id': 41}")).isEqualTo("20.5");
        assertThat(text("body.flag = 0 ? 'off' : 'on'", "{'flag': 0}")).isEqualTo("off");
        assertThat(text("body.flag = 1 ? 'on' : 'off'", "{'flag': 1.0}")).isEqualTo("on");
    }

    private static String id(String expression, String body) {
        return one("{'operation': 'ignore', 'id': " + expression + "}", body)
                .organization()
                .orElseThrow()
                .value();
    }
}
