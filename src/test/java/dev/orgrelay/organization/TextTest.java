package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {

    @Test
    void shortTextStays() {
        assertThat(Text.shorten("Büro 東京")).isEqualTo("Büro 東京");
    }

    @Test
    void longTextIsCutBetweenCharacters() {
        assertThat(Text.shorten("😀".repeat(81))).isEqualTo("😀".repeat(80) + "…");
    }

    @Test
    void nothingCanForgeALogLineOrHideText() {
        assertThat(Text.shorten("a\r\nb\u202Ec\u2028d\u0000\uD800"))
                .isEqualTo("a\uFFFD\uFFFDb\uFFFDc\uFFFDd\uFFFD\uFFFD");
    }
}
