package dev.orgrelay.mapping;

import static dev.orgrelay.mapping.Inputs.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrappingTest {

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            value = {
                "data.events => {'data': {'events': [1, 2]}} => 1 2",
                "value => {'value': [{'a': 1}]} => {\"a\":1}",
                "value => {'value': []} => ``",
                "value => {'value': {'a': 1}} => {\"a\":1}",
                "`` => [1, 2, 3] => 1 2 3",
                "`` => {'a': 1} => {\"a\":1}",
                "a\\.b.c => {'a.b': {'c': [7]}} => 7",
                "Message => {'Message': '[1, 2]'} => 1 2",
                "Message.events => {'Message': '{\\\"events\\\": \\\"[3]\\\"}'} => 3",
            })
    void messagesAreFoundAtTheEndOfAPath(String path, String body, String messages) {
        assertThat(String.join(
                        " ",
                        Unwrapping.at(path).messages(json(body)).stream()
                                .map(JsonNode::toString)
                                .toList()))
                .isEqualTo(messages);
    }

    @Test
    void aBodyThatIsNotUnwrappedIsOneMessage() {
        JsonNode array = json("[1, 2]");

        assertThat(Unwrapping.none().messages(array)).containsExactly(array);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'data': null}", "{'data': {'events': null}}", "[]", "5"})
    void nothingAtTheEndIsMalformed(String body) {
        assertThatThrownBy(() -> Unwrapping.at("data.events").messages(json(body)))
                .isInstanceOf(Malformed.class)
                .hasMessage("there is no 'data.events' in the body");
    }

    @Test
    void aTextThatIsNotJsonIsMalformed() {
        assertThatThrownBy(() -> Unwrapping.at("data").messages(json("{'data': 'hello'}")))
                .isInstanceOf(Malformed.class)
                .hasMessageStartingWith("unreadable JSON");
    }

    @Test
    void moreMessagesThanARequestMayHoldAreTurnedAway() {
        assertThat(Unwrapping.at("").messages(json("[" + "1,".repeat(4_999) + "1]")))
                .hasSize(5_000);
        assertThatThrownBy(() -> Unwrapping.at("").messages(json("[" + "1,".repeat(5_000) + "1]")))
                .isInstanceOf(Malformed.class)
                .hasMessage("one request may hold 5000 messages, this one has 5001");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "a.", ".a", "a..b"})
    void aPathWithoutANameIsAMistake(String path) {
        assertThatThrownBy(() -> Unwrapping.at(path))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'" + path + "' is no path, allowed are names separated by dots");
    }
}
