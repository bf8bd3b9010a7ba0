package dev.orgrelay.proof.entra;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntraSettingsTest {

    private static final String KEY = "orgrelay.sources.hr.authentication.entra.";
    private static final Map<String, String> WHOLE =
            Map.of("tenant-id", SenderToken.TENANT, "audience", SenderToken.AUDIENCE, "roles", SenderToken.ROLE);

    @Test
    void aWholeConfigurationIsAccepted() {
        assertThatCode(() -> make(Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> make(Map.of("tenant-id", "", "issuer", "https://idp.example/realms/hr")))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            tenant-id | ``                         | tenant-id is not set: the id of the tenant
            tenant-id | common                     | tenant-id = common: allowed is the id of a tenant, a GUID
            authority | http://login.example       | authority = http://login.example: allowed is an https URL
            authority | login.microsoftonline.com  | authority = login.microsoftonline.com: allowed is an https URL
            issuer    | http://idp.example         | issuer = http://idp.example: allowed is an https URL
            issuer    | https://me:x@idp.example   | issuer = https://…@idp.example: allowed is an https URL
            audience  | ` `                        | audience is not set: the application id
            roles     | ``                         | roles is not set: one of roles and app-ids is needed
            app-ids   | Event Grid                 | app-ids = Event Grid: allowed are application ids, GUIDs
            """)
    void aWrongValueIsNamedWithItsKeyAndWithWhatIsAllowed(String key, String value, String line) {
        assertThatThrownBy(() -> make(Map.of(key, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(KEY + line)
                .matches(e -> e.getMessage().lines().count() == 1);
    }

    @Test
    void allMistakesAreListedAtOnce() {
        assertThatThrownBy(() -> make(Map.of("tenant-id", "", "audience", "", "roles", "")))
                .hasMessage(KEY + "tenant-id is not set: the id of the tenant that issues the tokens, a GUID\n" + KEY
                        + "audience is not set: the application id or application ID URI that tokens are for\n" + KEY
                        + "roles is not set: one of roles and app-ids is needed, or any app of the tenant could send");
    }

    private static void make(Map<String, String> more) {
        ConfiguredEntra.of(WHOLE, more, Clock.systemUTC());
    }
}
