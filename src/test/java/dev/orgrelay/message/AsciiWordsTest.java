package dev.orgrelay.message;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AsciiWordsTest {

    private static final AsciiWords WORDS = new AsciiWords("token", "top", "api_key");

    @ParameterizedTest
    @ValueSource(strings = {"token", "TOKEN", "a toKen", "ttop", "totoken", "x-API_KEY", "Zürich api_Key", "stop"})
    void aWordIsFoundWhereverItIsAndInAnyCase(String text) {
        assertThat(WORDS.areIn(text.getBytes(UTF_8))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "t", "toke", "to ken", "api-key", "api?key", "api\u001fkey", "t\u000ep", "4oken", "Tök"})
    void whatOnlyResemblesAWordIsNone(String text) {
        assertThat(WORDS.areIn(text.getBytes(UTF_8))).isFalse();
    }

    @Test
    void textsAtRandomAreSearchedAsStringsAre() {
        Random random = new Random(7);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(12, 0, 5).forEach(letter -> text.append("tToPx".charAt(letter)));
            boolean isIn = text.toString().toLowerCase(Locale.ROOT).contains("top");
            assertThat(WORDS.areIn(text.toString().getBytes(UTF_8))).isEqualTo(isIn);
        }
    }
}
