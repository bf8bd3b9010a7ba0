package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.source.preset.Schemes;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is long enough to be a secret, whatever the scheme, and where one ends and the next begins. */
class SecretsTest {

    private static final String KEY = "orgrelay.sources.hr.authentication";
    private static final byte[] BYTES = new byte[24];
    private static final String SECRET = "whsec_" + Base64.getEncoder().encodeToString(BYTES);
    private static final String OTHER = "whsec_" + "QUJD".repeat(8);
    private static final String PUBLIC = "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";

    static SortedSet<String> schemes() {
        return Schemes.all().names();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void noSchemeTakesASecretThatCanBeGuessed(String scheme) {
        KeyFormat format = format(scheme);
        for (int bytes : new int[] {1, 8, 15}) {
            assertThatThrownBy(() -> of(Map.of("scheme", scheme), written(format, bytes)))
                    .hasMessageStartingWith(KEY + ".secrets = (number 1 of 1, not shown): ");
        }
        assertThat(format.fewest()).isGreaterThanOrEqualTo(16);
    }

    @ParameterizedTest
    @CsvSource({
        "github,            15, false",
        "github,            16, true",
        "header,            15, false",
        "bearer,            16, true",
        "lark,              15, false",
        "standard-webhooks, 23, false",
        "standard-webhooks, 24, true",
        "svix,              64, true",
        "finch,             65, false"
    })
    void theLimitsAreThoseOfTheScheme(String scheme, int bytes, boolean isTaken) {
        KeyFormat format = format(scheme);
        if (isTaken) {
            assertThatCode(() -> of(Map.of("scheme", scheme), written(format, bytes)))
                    .doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> of(Map.of("scheme", scheme), written(format, bytes)))
                    .hasMessageContaining("must have " + format.fewest());
        }
    }

    @Test
    void aShortSecretIsTakenOnlyWhereASettingThatSoundsDangerousSaysSo() {
        assertThatThrownBy(() -> of(Map.of("scheme", "github"), "short"))
                .hasMessage(KEY + ".secrets = (number 1 of 1, not shown): must have 16 bytes or more, decoded;"
                        + " if the sender gives no better one, set dangerous-short-secrets=true");
        assertThatCode(() -> of(Map.of("scheme", "github", "dangerous-short-secrets", "true"), "short"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> of(Map.of("scheme", "github", "dangerous-short-secrets", "true"), " "))
                .hasMessageContaining("a secret must not be empty");
    }

    @Test
    void oneBadSecretAmongGoodOnesIsNamedByItsPlace() {
        assertThatThrownBy(() ->
                        of(Map.of("scheme", "github"), "a-secret-of-some-length", "short", "b-secret-of-some-length"))
                .hasMessageContaining("(number 2 of 3, not shown)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard-webhooks", "svix"})
    void whatConsolesShowIsOneSecretHoweverAListIsCut(String scheme) {
        List<List<String>> ways = List.of(
                List.of("v1," + SECRET, "v1a," + PUBLIC, OTHER),
                List.of("v1", SECRET, "v1a", PUBLIC, OTHER),
                List.of("v1", " " + SECRET, "v1a, " + PUBLIC, OTHER),
                List.of(OTHER, "v1", SECRET, PUBLIC));
        for (List<String> way : ways) {
            assertThat(Secret.numbered(way))
                    .as(way.toString())
                    .extracting(Secret::text)
                    .containsExactlyInAnyOrder(SECRET, PUBLIC, OTHER);
            assertThatCode(() -> of(Map.of("scheme", scheme), way.toArray(String[]::new)))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aVersionThatBelongsToNoSecretIsAMistake() {
        for (List<String> way : List.of(
                List.of("v1", PUBLIC),
                List.of("v1a", SECRET),
                List.of("v2", SECRET),
                List.of(SECRET, "v1"),
                List.of("v1"))) {
            assertThatThrownBy(() -> of(Map.of("scheme", "standard-webhooks"), way.toArray(String[]::new)))
                    .as(way.toString())
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void secretsBesideAnOpenDoorAreNoMistake() {
        assertThatCode(() -> of(Map.of("scheme", "dangerous-none"), "none")).doesNotThrowAnyException();
    }

    private static KeyFormat format(String scheme) {
        return new SchemeSettings(ConfiguredAuthentication.config(Map.of("scheme", scheme)), Mistakes.below(KEY))
                .scheme()
                .keyFormat();
    }

    private static String written(KeyFormat format, int bytes) {
        byte[] key = new byte[bytes];
        Arrays.fill(key, (byte) 'k');
        return switch (format.encoding()) {
            case BASE64 -> Base64.getEncoder().encodeToString(key);
            default -> new String(key, java.nio.charset.StandardCharsets.US_ASCII);
        };
    }

    private static Authenticator of(Map<String, String> settings, String... secrets) {
        return ConfiguredAuthentication.of(settings, List.of(secrets), Clock.systemUTC());
    }
}
