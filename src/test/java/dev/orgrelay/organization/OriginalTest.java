package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginalTest {

    @Test
    void aMessageIsKeptAsItCame() {
        assertThat(Original.of("{\"unit\": \"東京\"}".getBytes(StandardCharsets.UTF_8))
                        .text())
                .isEqualTo("{\"unit\": \"東京\"}");
    }

    @Test
    void aMessageOfExactlyTheLimitIsWhole() {
        String text = "x".repeat(Original.MOST_BYTES);

        assertThat(Original.of(text.getBytes(StandardCharsets.UTF_8)).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "é", "東", "🏢"})
    void whatIsTooLongIsCutBetweenCharactersAndSaysSo(String character) {
        String text = character.repeat(20_000);

        for (Original original :
                new Original[] {new Original(text), Original.of(text.getBytes(StandardCharsets.UTF_8))}) {
            assertThat(original.text()).startsWith(character.repeat(4_000)).endsWith("… (cut off here)");
            assertThat(original.text().getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(Original.MOST_BYTES - 4, Original.MOST_BYTES);
            assertThat(original.text()).doesNotContain("\uFFFD");
        }
    }

    @Test
    void whatWasCutIsNotCutAgain() {
        Original cut = new Original("x".repeat(20_000));

        assertThat(new Original(cut.text())).isEqualTo(cut);
    }

    @Test
    void bytesThatAreNoTextStayWithinTheLimit() {
        byte[] noise = new byte[20_000];
        java.util.Arrays.fill(noise, (byte) 0xFF);

        assertThat(Original.of(noise).text().getBytes(StandardCharsets.UTF_8).length)
                .isLessThanOrEqualTo(Original.MOST_BYTES);
    }

    @Test
    void aLogLineDoesNotShowIt() {
        assertThat(new Original("secret")).hasToString("(6 characters)");
    }
}
