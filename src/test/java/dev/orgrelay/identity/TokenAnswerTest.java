package dev.orgrelay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenAnswerTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_790_000_000);

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"access_token":"ab.c","expires_on":"1790003600"}                       | 1790003600
            {"access_token":"ab.c","expires_on":1790003600,"expires_in":"5"}        | 1790003600
            {"access_token":"ab.c","expires_in":"3599"}                             | 1790003599
            {"access_token":"ab.c","expires_in":3599}                               | 1790003599
            {"access_token":"ab.c","expires_on":"11/23/2026","expires_in":60}       | 1790000060
            {"access_token":"ab.c","expires_on":"9999999999","token_type":"Bearer"} | 1790086400
            {"access_token":"ab.c","expires_in":"9223372036854775807"}              | 1790086400
            {"access_token":"ab.c","expires_on":"9223372036854775807"}              | 1790086400
            {"access_token":"ab.c","expires_in":3599.9}                             | 1790003599
            {"access_token":"ab.c","expires_on":1790003600.75}                      | 1790003600
            {"access_token":"ab.c","expires_on":"1.7900036E9"}                      | 1790003600
            {"access_token":"ab.c","expires_on":"1790003600000"}                    | 1790003600
            {"access_token":"ab.c","expires_on":"2026-09-21T15:13:20Z"}             | 1790003600
            {"access_token":"ab.c","expires_on":"2026-09-21T17:13:20.000+02:00"}    | 1790003600
            {"access_token":"ab.c","expires_on":"2026-09-21 15:13:20"}              | 1790003600
            {"access_token":"ab.c","expires_on":"2026-09-21 15:13:20 +0000"}        | 1790003600
            {"access_token":"ab.c","expires_on":"9/21/2026 3:13:20 PM +00:00"}      | 1790003600
            {"access_token":"ab.c","expires_on":"09/21/2026 05:13:20 pm +02:00"}    | 1790003600
            {"access_token":"ab.c","expires_on":"9/21/2026 15:13:20 +00:00"}        | 1790003600
            """)
    void theExpiryIsUnderstoodInAllItsForms(String answer, long expiresAt) {
        assertThat(TokenAnswer.read(answer, NOW))
                .isEqualTo(new IssuedToken("ab.c", NOW, Instant.ofEpochSecond(expiresAt)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"access_token":"ab.c"}
            {"access_token":"ab.c","expires_on":{}}
            {"access_token":"ab.c","expires_on":"","expires_in":"soon"}
            {"access_token":"ab.c","expires_on":"14/9/2026 03:13:20 PM +00:00"}
            """)
    void aTokenWhoseExpiryNobodyUnderstandsIsGoodForFiveMinutes(String answer) {
        assertThat(TokenAnswer.read(answer, NOW)).isEqualTo(new IssuedToken("ab.c", NOW, NOW.plusSeconds(300)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <html>                                             | answered with something that is not JSON
            []                                                 | answered without an access token
            {"access_token":7}                                 | answered without an access token
            {"access_token":"a b","expires_in":60}             | answered with something that is no access token
            {"access_token":"","expires_in":60}                | answered with something that is no access token
            {"access_token":"ab","expires_on":"1789999999"}    | answered with a token that has expired already
            {"access_token":"ab","expires_in":-1}              | answered with a token that has expired already
            """)
    void garbageIsAFailureThatSaysSo(String answer, String complaint) {
        assertThatThrownBy(() -> TokenAnswer.read(answer, NOW))
                .isInstanceOf(TokenException.class)
                .hasMessageStartingWith("the token endpoint " + complaint);
    }

    @Test
    void aTokenThatWouldBreakAHeaderIsNone() {
        assertThatThrownBy(() -> TokenAnswer.read("{\"access_token\":\"a\\r\\nx: y\",\"expires_in\":60}", NOW))
                .isInstanceOf(TokenException.class);
        assertThatThrownBy(() -> new IssuedToken("a".repeat(16 * 1024 + 1), NOW, NOW.plusSeconds(60)))
                .isInstanceOf(TokenException.class);
    }

    @Test
    void nothingShowsTheTokenOrTheSecret() {
        assertThat(TokenAnswer.read("{\"access_token\":\"hunter2\",\"expires_in\":60}", NOW))
                .asString()
                .doesNotContain("hunter2");
        assertThat(new ClientCredentials("https://login.example", "contoso", "app", "hunter2"))
                .hasToString("client app of tenant contoso");
    }
}
