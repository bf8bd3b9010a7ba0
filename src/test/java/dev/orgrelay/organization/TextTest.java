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
    void whatNobodySeesIsShownAsItsNumber() {
        assertThat(Text.shorten("a\r\nb\u202Ec\u2028d\u0000\uD800"))
                .isEqualTo("a\\u000D\\u000Ab\\u202Ec\\u2028d\\u0000\\uD800");
        assertThat(Text.shorten("id\u200B \u00A0\uFEFF\u3164\t")).isEqualTo("id\\u200B \\u00A0\\uFEFF\\u3164\\u0009");
    }

    @Test
    void aNumberCountsWithAllItsDigits() {
        assertThat(Text.shorten("\u200B".repeat(100))).isEqualTo("\\u200B".repeat(13) + "…");
    }

    @Test
    void oneIsNotMany() {
        assertThat(Text.count(0, "row")).isEqualTo("0 rows");
        assertThat(Text.count(1, "row")).isEqualTo("1 row");
        assertThat(Text.count(2, "row")).isEqualTo("2 rows");
    }
}
