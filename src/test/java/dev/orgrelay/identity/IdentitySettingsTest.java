package dev.orgrelay.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.OutboundUrl;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentitySettingsTest {

    @Test
    void whatThePlatformSetsIsUsed() {
        IdentityConfig config = ConfiguredIdentity.config(
                Map.of("IDENTITY_ENDPOINT", "http://127.0.0.1:41741/msi/token", "IDENTITY_HEADER", "5d2f"));

        assertThat(config.endpoint()).contains(new OutboundUrl("http://127.0.0.1:41741/msi/token"));
        assertThat(config.header()).contains("5d2f");
    }

    @Test
    void withoutItTheMachineIsAsked() {
        IdentityConfig config = ConfiguredIdentity.config(Map.of());

        assertThat(config.endpoint()).isEmpty();
        assertThat(config.header()).isEmpty();
        assertThat(config.imdsEndpoint().text()).isEqualTo("http://169.254.169.254/metadata/identity/oauth2/token");
        assertThat(ConfiguredIdentity.of(Map.of()).mistakes()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            endpoint      | localhost:42 | endpoint = localhost:42: allowed is an http or https URL
            endpoint      | ftp://x.y    | endpoint = ftp://x.y: allowed is an http or https URL
            imds-endpoint | http://a b   | imds-endpoint = http://a b: allowed is an http or https URL
            timeout       | PT0S         | timeout = PT0S: allowed is a millisecond or more
            """)
    void aWrongValueIsNamedWithItsKeyAndWithWhatIsAllowed(String key, String value, String line) {
        assertThat(ConfiguredIdentity.of(Map.of("orgrelay.identity." + key, value))
                        .mistakes())
                .singleElement()
                .asString()
                .startsWith("orgrelay.identity." + line);
    }
}
