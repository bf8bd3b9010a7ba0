package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceIdsTest {

    private static final String LONGEST = "a".repeat(OrganizationId.MAX_LENGTH);

    /** Digests computed with {@code printf %s ... | sha256sum}. */
    @ParameterizedTest
    @CsvSource({
        "seattle, seattle, seattle",
        "A, a-559aead0, a-559aead08264d579",
        "Seattle Sales, seattle-sales-18bb8a9a, seattle-sales-18bb8a9aa3db539e",
        "東京, org-130016b2599bf7e5, org-130016b2599bf7e5",
        "9007199254740993123, 9007199254740993123, 9007199254740993123",
        "sales-03317a56, sales-03317a56, sales-03317a56",
    })
    void aSendersIdBecomesReadableAndDistinct(String sourceId, String first, String second) {
        assertThat(SourceIds.FIRST.organizationId(sourceId).value()).isEqualTo(first);
        assertThat(SourceIds.SECOND.organizationId(sourceId).value()).isEqualTo(second);
    }

    @Test
    void noIdIsByItselfWhatAnotherOneBecomes() {
        for (String sourceId : new String[] {"Sales!", "東京", "A", "x".repeat(60)}) {
            String derived = SourceIds.SECOND.organizationId(sourceId).value();
            assertThat(SourceIds.SECOND.organizationId(derived).value())
                    .isNotEqualTo(derived)
                    .matches(".{1,31}-[0-9a-f]{16}");
        }
        assertThat(SourceIds.FIRST.organizationId("Sales!").value())
                .isEqualTo(SourceIds.FIRST.organizationId("sales-03317a56").value());
        assertThat(SourceIds.SECOND.organizationId("a-0123456789abcdef").value())
                .isNotEqualTo("a-0123456789abcdef");
        assertThat(SourceIds.SECOND.organizationId("a-0123456789abcdeg").value())
                .isEqualTo("a-0123456789abcdeg");
        assertThat(SourceIds.SECOND.organizationId("a0123456789abcdef").value()).isEqualTo("a0123456789abcdef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " sales",
                "sales ",
                "\tsales\r\n",
                "\u00A0sales\u2003",
                "\uFEFFsales",
                "sales\u200B\u200D",
                "\u2060\u00ADsales",
                "\u3164sales\u2800",
                "sales\u0000"
            })
    void whatNobodySeesAtEitherEndIsNoPartOfAnId(String sourceId) {
        assertThat(SourceIds.SECOND.organizationId(sourceId).value()).isEqualTo("sales");
        assertThat(SourceIds.SECOND.organizationId("S " + sourceId))
                .isEqualTo(SourceIds.SECOND.organizationId(Text.trim("S " + sourceId)));
        assertThat(SourceIds.FIRST.organizationId(sourceId).value()).startsWith("sales-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u200B", "\uFEFF \u00A0"})
    void anIdInWhichThereIsNothingIsNone(String sourceId) {
        for (SourceIds rule : SourceIds.values()) {
            assertThatThrownBy(() -> rule.organizationId(sourceId))
                    .isInstanceOf(InvalidContentException.class)
                    .hasMessage("an id must not be empty");
        }
    }

    @Test
    void aLongIdIsCutBeforeItsDigest() {
        String sourceId = "Division-" + "x".repeat(60);

        assertThat(SourceIds.FIRST.organizationId(sourceId).value()).matches("division-x{30}-[0-9a-f]{8}");
        assertThat(SourceIds.SECOND.organizationId(sourceId).value()).matches("division-x{22}-[0-9a-f]{16}");
    }

    @Test
    void aCutThatEndsInAHyphenIsTrimmedAgain() {
        assertThat(SourceIds.FIRST.organizationId("A".repeat(38) + " tail").value())
                .matches("a{38}-[0-9a-f]{8}");
        assertThat(SourceIds.SECOND.organizationId("A".repeat(30) + " tail").value())
                .matches("a{30}-[0-9a-f]{16}");
    }

    @ParameterizedTest
    @EnumSource
    void differentIdsStayDifferentAndAllAreValid(SourceIds rule) {
        Random random = new Random(42);
        Map<String, String> seen = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            String sourceId = "x" + randomText(random) + "x";
            String id = rule.organizationId(sourceId).value();

            assertThat(OrganizationId.isValid(id)).as(id).isTrue();
            String other = seen.putIfAbsent(id, sourceId);
            assertThat(other)
                    .as("'%s' and '%s' both become %s", sourceId, other, id)
                    .isIn(null, sourceId);
        }
    }

    /** 46,557 tries were enough for two ids of 32 bits. */
    @Test
    void idsThatDifferOnlyWhereNothingReadableIsLeftStayDifferent() {
        Map<String, Integer> seen = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            assertThat(seen.put(
                            SourceIds.SECOND
                                    .organizationId("unit!"
                                            + Integer.toString(i, 2)
                                                    .replace('0', '.')
                                                    .replace('1', ':'))
                                    .value(),
                            i))
                    .isNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void theLongestIdIsTakenAsItIs(SourceIds rule) {
        assertThat(rule.organizationId(LONGEST).value()).isEqualTo(LONGEST);
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
