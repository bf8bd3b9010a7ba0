package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTest {

    @Test
    void aMessageIsKeptAsItCameHoweverLongItIs() {
        String text = "{\"unit\": \"東京\"}".repeat(100_000);

        assertThat(new Original(text).text()).isEqualTo(text);
        assertThat(new Original(text).written().text()).isEqualTo(text);
    }

    @Test
    void aMessageOfExactlyTheLimitIsShownWhole() {
        Original message = new Original("x".repeat(Original.SHOWN_BYTES));

        assertThat(message.shortened()).isSameAs(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "東", "🏢"})
    void whatIsTooLongIsCutBetweenCharactersAndSaysSo(String character) {
        String shown = new Original(character.repeat(20_000)).shortened().text();

        assertThat(shown).startsWith(character.repeat(4_000)).endsWith("… (cut off here)");
        assertThat(shown.getBytes(StandardCharsets.UTF_8).length)
                .isBetween(Original.SHOWN_BYTES - 4, Original.SHOWN_BYTES);
        assertThat(shown).doesNotContain("\uFFFD");
    }

    @Test
    void whatWasCutIsNotCutAgain() {
        Original cut = new Original("x".repeat(20_000)).shortened();

        assertThat(cut.shortened()).isSameAs(cut);
    }

    @Test
    void theHeadOfItsRequestStaysWithIt() {
        RequestHead head = new RequestHead("POST", "Groups", Map.of("a", "b"), Map.of("x-event", "made"));
        Original message = new Original(() -> "x".repeat(20_000), Optional.of(head));

        assertThat(message.shortened().head()).contains(head);
        assertThat(message.written()).isEqualTo(message).isNotEqualTo(new Original(message.text()));
    }

    @Test
    void aLogLineDoesNotShowIt() {
        assertThat(new Original("secret")).hasToString("(6 characters)");
    }
}
