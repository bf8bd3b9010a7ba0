package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.configuration.FailedStart;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApplicationMistakesTest {

    private static final String KEY = "orgrelay.applications.contoso.";

    @Test
    void aWholeConfigurationHasNoMistakes() {
        assertThat(mistakes(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            url                 | contoso.example            | contoso.example: allowed is the URL of an application
            url                 | ftp://contoso.example      | ftp://contoso.example: allowed is the URL of an application
            url                 | https:///                  | https:///: allowed is the URL of an application
            url                 | https://contoso.example#x  | https://contoso.example…: allowed is the URL of an application
            api-version         | 1.0                        | 1.0: allowed are 1.1-preview, 2022-05-31, 2022-06-30-preview, 2022-07-31
            credential          | password                   | password: allowed are api-token, client-credentials, managed-identity
            requests-per-second | 0                          | 0.0: allowed are 1 to 10000000
            requests-per-second | -20                        | -20.0: allowed are 1 to 10000000
            requests-per-second | NaN                        | NaN: allowed are 1 to 10000000
            requests-per-second | 10000001                   | 1.0000001E7: allowed are 1 to 10000000
            max-organizations   | 0                          | 0: allowed is 1 or more
            max-depth           | -1                         | -1: allowed is 1 or more
            connect-timeout     | PT0S                       | PT0S: allowed is a millisecond or more
            response-timeout    | PT-1S                      | PT-1S: allowed is a millisecond or more
            retry-for           | PT0.0001S                  | PT0.0001S: allowed is a millisecond or more
            """)
    void aWrongValueIsNamedWithItsKeyAndWithWhatIsAllowed(String key, String value, String line) {
        assertThat(mistakes(Map.of(key, value))).singleElement().asString().startsWith(KEY + key + " = " + line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://contoso.example?sig=hunter2",
                "https://me:hunter2@contoso.example",
                "https://me:hunter2@contoso.example_",
                "me:hunter2@contoso.example"
            })
    void whatMayBeASecretInAUrlIsNotRepeated(String url) {
        assertThat(mistakes(Map.of("url", url)))
                .singleElement()
                .asString()
                .startsWith(KEY + "url = ")
                .contains("contoso.example")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hunter2", "sr=hunter2&sig=b", "SharedAccessSignature", "SharedAccessSignature hunter2\u00e9"})
    void aTokenThatIsNoneIsNotRepeated(String token) {
        assertThat(mistakes(Map.of("api-token", token)))
                .containsExactly(KEY + "api-token = (not shown): allowed is a whole API token,"
                        + " SharedAccessSignature sr=...&sig=...&skn=...&se=...");
    }

    @Test
    void aMissingTokenIsCalledMissing() {
        assertThat(mistakes(Map.of("api-token", "")))
                .singleElement()
                .asString()
                .startsWith(KEY + "api-token is not set: allowed is a whole API token");
    }

    @Test
    void aManagedIdentityNeedsNothingElse() {
        assertThat(mistakes(Map.of("credential", "managed-identity", "api-token", "")))
                .isEmpty();
        assertThat(mistakes(Map.of("credential", "managed-identity", "client-id", "6f0d1b2a-9c3e")))
                .isEmpty();
    }

    @Test
    void clientCredentialsNeedAllThreeParts() {
        assertThat(mistakes(Map.of("credential", "client-credentials")))
                .containsExactly(
                        KEY + "tenant-id is not set: the id or a domain of the tenant",
                        KEY + "client-id is not set: the application (client) id",
                        KEY + "client-secret is not set: allowed is the value of a client secret");
        assertThat(mistakes(registered(Map.of()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tenant-id     | contoso/x             | tenant-id = contoso/x: allowed is the id or a domain of the tenant
            client-id     | my app                | client-id = my app: allowed is the application (client) id
            client-secret | hunter2 hunter2       | client-secret = (not shown): allowed is the value of a client secret
            client-secret | @Microsoft.KeyVault(x | client-secret = (not shown): this is a Key Vault reference
            authority     | http://login.example  | authority = http://login.example: allowed is an https URL without a path
            authority     | https://login.example/common | authority = https://login.example/common: allowed is an https URL
            scope         | https://apps.example  | scope = https://apps.example: allowed is the URL of a resource and /.default
            """)
    void aWrongPartOfClientCredentialsIsNamed(String key, String value, String line) {
        assertThat(mistakes(registered(Map.of(key, value))))
                .singleElement()
                .asString()
                .startsWith(KEY + line);
    }

    private static Map<String, String> registered(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "credential", "client-credentials",
                "tenant-id", "contoso.onmicrosoft.com",
                "client-id", "6f0d1b2a-9c3e",
                "client-secret", "a~b",
                "authority", "https://login.microsoftonline.us/"));
        settings.putAll(more);
        return settings;
    }

    @Test
    void aKeyVaultReferenceThatWasNotResolvedIsExplained() {
        assertThat(mistakes(Map.of("api-token", "@Microsoft.KeyVault(SecretUri=https://vault.example/secrets/token)")))
                .singleElement()
                .asString()
                .contains("Key Vault reference that the platform has not resolved")
                .doesNotContain("vault.example");
    }

    @Test
    void allMistakesOfAllApplicationsAreListedByName() {
        Map<String, String> properties = new HashMap<>();
        for (String name : List.of("b", "c", "a")) {
            properties.put("orgrelay.applications." + name + ".url", "https://contoso.example");
            properties.put("orgrelay.applications." + name + ".credential", "managed-identity");
            properties.put("orgrelay.applications." + name + ".api-version", "none");
            properties.put("orgrelay.applications." + name + ".max-depth", "0");
        }
        assertThat(ConfiguredApplications.of(properties).mistakes())
                .extracting(line -> line.substring(0, line.indexOf(" =")))
                .containsExactly(
                        "orgrelay.applications.a.api-version",
                        "orgrelay.applications.a.max-depth",
                        "orgrelay.applications.b.api-version",
                        "orgrelay.applications.b.max-depth",
                        "orgrelay.applications.c.api-version",
                        "orgrelay.applications.c.max-depth");
    }

    @Test
    void withoutAnyApplicationThereIsNothingToStartFor() {
        assertThat(ConfiguredApplications.of(Map.of()).mistakes())
                .singleElement()
                .asString()
                .startsWith("orgrelay.applications.default.url is not set: the URL of an IoT Central application");
    }

    private static List<String> mistakes(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>();
        properties.put(KEY + "url", "https://contoso.azureiotcentral.com");
        properties.put(KEY + "api-token", "SharedAccessSignature sr=1&sig=2&skn=relay&se=3");
        settings.forEach((key, value) -> properties.put(KEY + key, value));
        return FailedStart.lines(() -> ConfiguredApplications.of(properties).mistakes());
    }
}
