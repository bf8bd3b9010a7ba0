package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationConfigTest {

    private static final String KEY = "orgrelay.sources.hr.authentication";

    @Test
    void aNamedSchemeIsReadFromTheConfiguration() {
        Authenticator authenticator = configured(
                Map.of("scheme", "header", "secrets", "a-new-key-of-some-length, an-old-key-of-some-length"));
        assertThat(authenticator.verify(Request.post("")
                        .header("x-api-key", "an-old-key-of-some-length")
                        .delivery()))
                .isEqualTo(Proof.withoutId());
    }

    @Test
    void aSecretMayComeFromTheEnvironment() {
        Authenticator authenticator =
                configured(Map.of("scheme", "bearer", "secrets", "${HR_TOKEN:from-elsewhere-and-long}"));
        authenticator.verify(Request.post("")
                .header("authorization", "Bearer from-elsewhere-and-long")
                .delivery());
    }

    @Test
    void anySchemeCanBeWrittenInParts() throws Exception {
        Map<String, String> settings = new HashMap<>();
        settings.put("scheme", "hmac");
        settings.put("query", "sig");
        settings.put("algorithm", "sha256");
        settings.put("encoding", "base64url");
        settings.put("signed", "{method} {header:x-nonce}\n{id}|{timestamp}|{key}|{body}");
        settings.put("key-encoding", "hex");
        settings.put("key-prefix", "k-");
        settings.put("timestamp", "field:sent.at");
        settings.put("timestamp-unit", "milliseconds");
        settings.put("tolerance", "none");
        settings.put("id", "query:id");
        settings.put("secrets", "k-6b6579");
        settings.put("dangerous-short-secrets", "true");
        String body = "{\"sent\":{\"at\":1764583200000}}";
        byte[] text = ("POST n\n7|1764583200000|key|" + body).getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getUrlEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(text));
        Request request = Request.post(body)
                .header("x-nonce", "n")
                .url("https://relay.example/api/events/hr?id=7&sig=" + signature);
        Proof proof = configured(settings).verify(request.delivery());
        assertThat(proof.messageId()).contains("7");
        assertThat(proof.idSigned()).isTrue();
    }

    @Test
    void onePartOfANamedSchemeCanBeChanged() {
        Map<String, String> settings = Map.of(
                "scheme",
                "github",
                "header",
                "x-gitea-signature",
                "prefix",
                "none",
                "secrets",
                "mysecret",
                "dangerous-short-secrets",
                "true");
        configured(settings)
                .verify(Request.post("{\"foo\":\"bar\"}")
                        .header("x-gitea-signature", "4864d2759938a15468b5df9ade20bf161da9b4f737ea61794142f3484236bda3")
                        .delivery());
    }

    @Test
    void aBodyOtherThanTheSignedDigestIsNotBelieved() throws Exception {
        Map<String, String> settings = Map.of(
                "scheme",
                "hmac",
                "algorithm",
                "sha256",
                "secrets",
                "k",
                "dangerous-short-secrets",
                "true",
                "signed",
                "{key}{header:digest}",
                "body-digest",
                "digest");
        String digest = sha256("{}");
        Request request = Request.post("{}").header("digest", digest).header("x-signature", sha256("k" + digest));
        configured(settings).verify(request.delivery());
        assertThatThrownBy(() -> configured(settings).verify(request.body("[]").delivery()))
                .hasMessage("the body does not match its digest in header digest");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            algorithm      | hmac-md5      | algorithm = hmac-md5: allowed are ed25519, equality, hmac-sha1
            encoding       | base32        | encoding = base32: allowed are base64, base64url, hex, utf-8
            key-encoding   | pem           | key-encoding = pem: allowed are base64, base64url
            separator      | tab           | separator = tab: allowed are comma, none, semicolon, space
            signed         | {bdy}         | signed = {bdy}: allowed is text with the placeholders {method}
            signed         | {body         | signed = {body: allowed is
            signed         | {timestamp}   | {timestamp} needs timestamp
            signed         | {id}{body}    | signed = {id}{body}: {id} needs id
            signed         | {url}         | signed = {url}: must contain {body} or {form}
            algorithm      | sha256        | must contain {key} with sha256
            timestamp      | x-time        | signed = {body}: must contain {timestamp}, or it limits nothing
            timestamp      | cookie:a      | timestamp = cookie:a: allowed are a header's name
            header         | two words     | header = two words: must be a name without spaces
            tolerance      | 60s           | tolerance is set: it needs a timestamp
            tolerance      | soon          | tolerance = soon: allowed are a number of seconds
            body-digest    | x-digest      | signed = {url}: must contain the digest of the body
            header         | none          | exactly one of them says where the signature is
            """)
    void aWrongSettingIsNamedWithWhatIsAllowed(String setting, String value, String line) {
        Map<String, String> settings = new HashMap<>(Map.of("scheme", "hmac", "secrets", "a-key-of-some-length"));
        settings.put(setting, value);
        if (setting.equals("body-digest")) {
            settings.put("signed", "{url}");
        }
        assertThatThrownBy(() -> configured(settings))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(KEY + ".")
                .hasMessageContaining(line);
    }

    @Test
    void allMistakesAreListedAtOnce() {
        assertThat(catchThrowable(() -> configured(Map.of("scheme", "stripe", "encoding", "base32", "window", "now")))
                        .getMessage()
                        .lines())
                .containsExactly(
                        KEY + ".encoding = base32: allowed are base64, base64url, hex, utf-8",
                        KEY + ".window = now: allowed are both, past");
        assertThat(catchThrowable(() -> configured(Map.of("scheme", "hmac", "signed", "{id}", "window", "past")))
                        .getMessage()
                        .lines())
                .hasSize(4)
                .allMatch(line -> line.startsWith(KEY))
                .anyMatch(line -> line.endsWith("secrets is not set: at least one secret is needed"));
    }

    @Test
    void anEmptySecretIsRefused() {
        for (String empty : List.of("  ", "whsec_")) {
            assertThatThrownBy(() -> build("standard-webhooks", "whsec_AAECAwQFBgcAAECAwQFBgcAAECAwQFBg", empty))
                    .hasMessage(KEY + ".secrets = (number 2 of 2, not shown): a secret must not be empty");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_not*base64", "whsec_A", "whsk_AAECAwQF"})
    void aSecretThatCannotBeReadIsNotShown(String secret) {
        assertThatThrownBy(() -> build("standard-webhooks", secret))
                .hasMessageEndingWith("must be written as base64, with or without whsec_")
                .hasMessageNotContaining(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whpk_AAAA", "whpk_//////////////////////////////////////////8="})
    void aPublicKeyMustBeAPointOfTheCurve(String key) {
        assertThatThrownBy(() -> build("standard-webhooks-ed25519", key))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Ed25519 public key");
    }

    @Test
    void aKeyVaultReferenceThatWasNotResolvedIsExplained() {
        String reference = "@Microsoft.KeyVault(SecretUri=https://contoso.vault.azure.net/secrets/hr)";
        assertThatThrownBy(() -> build("github", reference))
                .hasMessageContaining("Key Vault reference that the platform has not resolved")
                .hasMessageNotContaining("contoso");
    }

    private static Authenticator build(String scheme, String... secrets) {
        return ConfiguredAuthentication.of(Map.of("scheme", scheme), List.of(secrets), Clock.systemUTC());
    }

    private static Authenticator configured(Map<String, String> settings) {
        return ConfiguredAuthentication.of(settings, List.of(), Clock.systemUTC());
    }

    private static String sha256(String text) throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
