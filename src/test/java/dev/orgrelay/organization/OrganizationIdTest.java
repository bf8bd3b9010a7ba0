package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** Digests computed with {@code printf %s ... | sha256sum}. */
    @ParameterizedTest
    @CsvSource({
        "seattle, seattle",
        "A, a-559aead0",
        "Seattle Sales, seattle-sales-18bb8a9a",
        "'  --Büro  München--  ', b-ro-m-nchen-ae1c31d2",
        "東京, org-130016b2599bf7e5",
        "9007199254740993123, 9007199254740993123",
    })
    void aSendersIdBecomesReadableAndDistinct(String sourceId, String expected) {
        assertThat(OrganizationId.ofSourceId(sourceId).value()).isEqualTo(expected);
    }

    @Test
    void aLongIdIsCutBeforeItsDigest() {
        String id = OrganizationId.ofSourceId("Division-" + "x".repeat(60)).value();

        assertThat(id).hasSize(48).startsWith("division-xxx").matches(".{39}-[0-9a-f]{8}");
    }

    @Test
    void aCutThatEndsInAHyphenIsTrimmedAgain() {
        String id = OrganizationId.ofSourceId("A".repeat(38) + " tail").value();

        assertThat(id).matches("a{38}-[0-9a-f]{8}");
    }

    @Test
    void differentIdsStayDifferentAndAllAreValid() {
        Random random = new Random(42);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String sourceId = randomText(random);
            String id = OrganizationId.ofSourceId(sourceId).value();

            assertThat(OrganizationId.isValid(id)).as(id).isTrue();
            String other = seen.putIfAbsent(id, sourceId);
            assertThat(other)
                    .as("'%s' and '%s' both become %s", sourceId, other, id)
                    .isIn(null, sourceId);
        }
    }

    @Test
    void theLongestIdIsTakenAsItIs() {
        assertThat(OrganizationId.ofSourceId(LONGEST).value()).isEqualTo(LONGEST);
    }

    private static String randomText(Random random) {
        String alphabet = "abAB01-_ .ü東/";
        StringBuilder text = new StringBuilder();
        for (int length = random.nextInt(60); text.length() <= length; ) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
