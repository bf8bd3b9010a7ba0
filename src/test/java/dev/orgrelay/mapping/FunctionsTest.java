package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.SourceIds;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FunctionsTest {

    private static final String BODY =
            "{'t': 'abracadabra', 'n': 5, 'json': '{\\\"a\\\": [1, {\\\"b\\\": \\\"c\\\"}]}', 'list': ['x', 'y']}";

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "$string($contains(body.t, 'rac')) => true",
                "$string($contains(body.t, /^ab.*ra$/)) => true",
                "$string($contains(body.t, /RAC/i)) => true",
                "$string($contains(body.t, 'x')) => false",
                "$string(body.t.$contains('bra')) => true",
                "$string($contains(body.missing, 'x')) => undefined",
                "$string($match(body.t, /a(b)r/)) => [{\"match\":\"abr\",\"index\":0,\"groups\":[\"b\"]},{\"match\":\"abr\",\"index\":7,\"groups\":[\"b\"]}]",
                "$string($count($match(body.t, /a/, 2))) => 2",
                "$string($match(body.t, /a(b)r/)[0].groups[0]) => b",
                "$string($exists($match(body.t, /z/))) => false",
                "$string($match(body.missing, /z/)) => undefined",
                "$replace(body.t, 'a', 'o') => obrocodobro",
                "$replace(body.t, 'a', 'o', 2) => obrocadabra",
                "$replace(body.t, 'a', '$0.') => $0.br$0.c$0.d$0.br$0.",
                "$replace(body.t, /(a)(b)/, '$2$1') => baracadbara",
                "$replace(body.t, /a(b)/, '<$0|$1|$2>') => <ab|b|>racad<ab|b|>ra",
                "$replace(body.t, /a/, '$$') => $br$c$d$br$",
                "$replace(body.t, /a/, '$x') => $xbr$xc$xd$xbr$x",
                "$replace(body.t, /(a)b/, '$12') => a2raca" + "da2ra",
                "$replace(body.t, /(.)r/, function($m) { $uppercase($m.groups[0]) & $m.start }) => aB1acadaB8a",
                "$replace(body.t, /a/, 'o', 0) => abracadabra",
                "$replace(body.missing, /a/, 'o') => undefined",
                "$join($split(body.t, 'b'), '+') => a+racada+ra",
                "$join($split(body.t, /[bc]/), '+') => a+ra+ada+ra",
                "$join($split(body.t, 'b', 2), '+') => a+racada",
                "$join($split(body.t, ''), '-') => a-b-r-a-c-a-d-a-b-r-a",
                "$join($split(',a,,', ','), '+') => +a++",
                "$join($split(body.missing, ','), '+') => undefined",
                "$join(body.list) => xy",
                "$join('only', ', ') => only",
                "$join(body.list, ', ') => x, y",
                "$pad('ab', 5, '#-') => ab#-#",
                "$pad('ab', -5) & '.' => '   ab.'",
                "$pad('ab', 1) => ab",
                "$pad('ab', 4, '') & '.' => 'ab  .'",
                "$parse(body.json).a[1].b => c",
                "$string($parse('[1, 2]')) => [1,2]",
                "$string($parse('null')) => undefined",
                "$string($parse(body.missing)) => undefined",
                "$organizationId('seattle') => seattle",
                "$organizationId(body.missing) => undefined",
                "body.t.$organizationId() => abracadabra",
                "'a1' ~> $organizationId => a1",
            })
    void functionsDoWhatTheirDocumentationSays(String expression, String expected) {
        String unquoted = expected.startsWith("'") ? expected.substring(1, expected.length() - 1) : expected;

        assertThat(text(expression, BODY)).isEqualTo(unquoted);
    }

    @Test
    void organizationIdsAreThoseOfSourceIds() {
        assertThat(text("$organizationId('Büro München')", "{}"))
                .isEqualTo(SourceIds.SECOND.organizationId("Büro München").value());
        assertThat(text("$organizationId(body.id)", "{'id': 6969828847121885087}"))
                .isEqualTo("6969828847121885087");
        assertThat(text("$organizationId(body.n)", BODY))
                .isEqualTo(SourceIds.SECOND.organizationId("5").value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '"',
            value = {
                "$parse('{\"a\": 1, \"a\": 2}') => $parse: unreadable JSON",
                "$parse('') => $parse: unreadable JSON",
                "$parse(5) => Argument",
                "body.t and $parse('{') => $parse: unreadable JSON",
                "$pad('x', 200000000) => $pad makes texts of at most 10000 characters",
                "$pad('x', -200000000) => $pad makes texts of at most 10000 characters",
                "$match(body.t, /a/, -1) => must not be negative",
                "$split(body.t, 'a', -1) => must not be negative",
                "$replace(body.t, /a/, function($m) { 5 }) => must return a text",
                "$contains(body.t, $sum) => must be a text or a regular expression",
            })
    void whatFunctionsCannotDoIsSaid(String expression, String message) {
        assertThatThrownBy(() -> text(expression, BODY))
                .isInstanceOf(Malformed.class)
                .hasMessageContaining(message);
    }
}
