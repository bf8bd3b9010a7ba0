package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrganizationIdTest {

    private static final String LONGEST = "a".repeat(48);

    @ParameterizedTest
    @ValueSource(
            strings = {"ab", "seattle", "a-b", "a--b", "0-0", "42", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
    void whatTheApiAcceptsIsAnId(String id) {
        assertThat(new OrganizationId(id).value()).isEqualTo(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "-a",
                "a-",
                "Seattle",
                "a_b",
                "a b",
                "ü-b",
                "ab\n",
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
            })
    void whatTheApiDoesNotAcceptIsNone(String id) {
        assertThatThrownBy(() -> new OrganizationId(id))
                .isInstanceOf(InvalidContentException.class)
                .hasMessageContaining("is not an organization id");
    }

    @Test
    void aMessageRepeatsOnlyALittleOfAWrongIdAndNoControlCharacters() {
        assertThatThrownBy(() -> new OrganizationId("x\n".repeat(100_000)))
                .hasMessageNotContaining("\n")
                .message()
                .hasSizeLessThan(200);
    }
}
