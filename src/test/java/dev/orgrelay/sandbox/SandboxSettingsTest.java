package dev.orgrelay.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SandboxSettingsTest {

    @Test
    void aFullRuleIsRead() {
        assertThat(SandboxSettings.rules(
                        bytes("[{\"match\":\"PUT\",\"status\":503,\"retryAfter\":2,\"times\":3,\"delayMs\":10,"
                                + "\"probability\":0.5,\"action\":\"status\",\"seed\":7,"
                                + "\"body\":\"{}\",\"carriedOut\":true}]")))
                .containsExactly(new FaultRule(
                        new FaultMatch("PUT", ""),
                        FaultAction.STATUS,
                        OptionalInt.of(503),
                        Optional.of("{}"),
                        Optional.of("2"),
                        true,
                        OptionalInt.of(3),
                        10,
                        0.5,
                        7));
    }

    @Test
    void aRuleNeedsNothingButAMatch() {
        assertThat(SandboxSettings.rules(bytes("[{\"match\":\"*\"}]")))
                .containsExactly(new FaultRule(
                        new FaultMatch("*", ""),
                        FaultAction.CONTINUE,
                        OptionalInt.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        OptionalInt.empty(),
                        0,
                        1,
                        0));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[{\"match\":\"*\",\"status\":503}] | STATUS",
                "[{\"match\":\"*\",\"status\":503,\"action\":\"hang\"}] | HANG",
                "[{\"match\":\"*\",\"action\":\"reset\"}] | RESET",
                "[{\"match\":\"*\",\"action\":\"garbage\"}] | GARBAGE",
                "[{\"match\":\"*\",\"delayMs\":5}] | CONTINUE",
                "[{\"match\":\"*\",\"delayMs\":5,\"action\":\"continue\"}] | CONTINUE",
                "[{\"match\":\"*\",\"status\":null,\"action\":null}] | CONTINUE"
            })
    void theActionFollowsFromTheRule(String rules, FaultAction action) {
        assertThat(SandboxSettings.rules(bytes(rules)))
                .extracting(FaultRule::action)
                .containsExactly(action);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "nonsense | the body is not a JSON document",
                "{} | expected a JSON array of rules",
                "[7] | rule 1: expected a JSON object",
                "[{\"status\":503}] | rule 1: match is missing",
                "[{\"match\":7}] | rule 1: match must be text",
                "[{\"match\":\"*\",\"statsu\":503}] | rule 1: there is no member 'statsu', did you mean status?",
                "[{\"match\":\"*\",\"action\":\"explode\"}] | rule 1: action must be status, reset, hang, garbage or continue",
                "[{\"match\":\"*\",\"action\":\"status\"}] | rule 1: action status needs a status",
                "[{\"match\":\"*\",\"status\":\"503\"}] | rule 1: status must be a whole number",
                "[{\"match\":\"*\",\"status\":199}] | rule 1: status must be 200 to 599, not 199",
                "[{\"match\":\"*\",\"status\":503,\"retryAfter\":-1}] | rule 1: retryAfter must be 0 or more seconds, not -1",
                "[{\"match\":\"*\",\"times\":0}] | rule 1: times must be 1 or more, not 0",
                "[{\"match\":\"*\",\"times\":1.5}] | rule 1: times must be a whole number",
                "[{\"match\":\"*\",\"delayMs\":600001}] | rule 1: delayMs must be 0 to 600000 milliseconds, not 600001",
                "[{\"match\":\"*\",\"probability\":1.1}] | rule 1: probability must be 0 to 1, not 1.1",
                "[{\"match\":\"*\",\"probability\":\"often\"}] | rule 1: probability must be a number"
            })
    void aWrongRuleIsExplained(String rules, String sentence) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SandboxSettings.rules(bytes(rules)))
                .withMessage(sentence);
    }

    @ParameterizedTest
    @CsvSource({"put", "FETCH", "''", "PUT api", "PUT  /api", "/api/organizations"})
    void aWrongMatchIsExplained(String match) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> FaultMatch.of(match))
                .withMessage(
                        "match must be *, a method in capitals, or a method, one space and the beginning of a path,"
                                + " such as PUT /api/organizations/seattle");
    }

    @Test
    void aRuleIsShownAsItWasWritten() {
        String rule = "{\"match\":\"PUT /api\",\"action\":\"status\",\"status\":503,\"body\":\"x\",\"retryAfter\":2,"
                + "\"carriedOut\":true,\"times\":3,\"delayMs\":10,\"probability\":0.5,\"seed\":7}";

        assertThat(SandboxSettings.of(
                        SandboxSettings.rules(bytes("[" + rule + "]")).get(0)))
                .hasToString(rule);
    }

    @Test
    void limitsThatAreLeftOutHaveTheirDefault() {
        assertThat(SandboxSettings.limits(bytes("{}"))).isEqualTo(new SandboxLimits(20, 200, 5, OptionalInt.empty()));
        assertThat(SandboxSettings.limits(
                        bytes("{\"requestsPerSecond\":0,\"organizations\":3,\"depth\":2,\"pageSize\":10}")))
                .isEqualTo(new SandboxLimits(0, 3, 2, OptionalInt.of(10)));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "[] | expected a JSON object",
                "{\"rate\":1} | there is no member 'rate'; allowed are requestsPerSecond, organizations, depth, pageSize",
                "{\"organizations\":0} | organizations must be 1 or more, not 0",
                "{\"depth\":-1} | depth must be 1 or more, not -1",
                "{\"pageSize\":0} | pageSize must be 1 or more, not 0",
                "{\"depth\":99999999999} | depth must be a whole number"
            })
    void wrongLimitsAreExplained(String limits, String sentence) {
        assertThatExceptionOfType(InvalidSettingException.class)
                .isThrownBy(() -> SandboxSettings.limits(bytes(limits)))
                .withMessage(sentence);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
