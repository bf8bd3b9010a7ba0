package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.source.preset.Schemes;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SigningTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);
    private static final String SECRET = "a secret of more than 24 bytes";
    private static final String BODY = "{\"name\":\"Zürich\"}";

    static Stream<String> schemes() {
        return Schemes.all().names().stream();
    }

    @ParameterizedTest
    @MethodSource("schemes")
    void whatIsSignedIsBelieved(String scheme) {
        Authenticator authenticator = of(scheme, Map.of());

        Delivery signed = sign(scheme, authenticator, Request.post(BODY).delivery());

        assertThat(authenticator.verify(signed)).isNotNull();
        assertThat(signed.body()).isEqualTo(Request.post(BODY).body());
    }

    /** Twilio signs the parameters of a form, and of all else the URL with the digest of the body in it. */
    @ParameterizedTest
    @MethodSource("schemes")
    void aFormWithAQueryIsBelievedToo(String scheme) {
        Authenticator authenticator = of(scheme, Map.of());
        Delivery form = Request.post("b=2&a=1")
                .url("https://relay.example/api/events/hr?x=y+z")
                .header("content-type", "application/x-www-form-urlencoded")
                .delivery();

        assertThat(authenticator.verify(sign(scheme, authenticator, form))).isNotNull();
    }

    @Test
    void whatTheSampleHasOfAnOldSignatureIsReplacedButTheIdStays() {
        Authenticator authenticator = of("standard-webhooks", Map.of());
        Delivery old = Request.post(BODY)
                .headers(Map.of("webhook-id", "msg_1", "webhook-timestamp", "1", "webhook-signature", "v1,AAAA"))
                .delivery();

        Proof proof = authenticator.verify(authenticator.sign(old));

        assertThat(proof.messageId()).contains("msg_1");
    }

    @Test
    void whatIsPartOfTheBodyHasToBeInTheSample() {
        Authenticator authenticator = of("header", Map.of("field", "value.clientState"));

        assertThatThrownBy(() -> authenticator.sign(Request.post("{}").delivery()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value.clientState")
                .hasMessageNotContaining(SECRET);
    }

    private static Delivery sign(String scheme, Authenticator authenticator, Delivery request) {
        if (scheme.endsWith("ed25519")) {
            assertThatThrownBy(() -> authenticator.sign(request))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("only the sender has the private key");
        }
        assumeThat(scheme).doesNotEndWith("ed25519");
        return authenticator.sign(request);
    }

    private static Authenticator of(String scheme, Map<String, String> more) {
        Map<String, String> settings = new java.util.HashMap<>(more);
        settings.put("scheme", scheme);
        return ConfiguredAuthentication.of(settings, List.of(secret(scheme)), CLOCK);
    }

    private static String secret(String scheme) {
        if (scheme.endsWith("ed25519")) {
            return "whpk_A6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=";
        }
        boolean isBase64 = "base64".equals(Schemes.all().settings(scheme).get("key-encoding"));
        return isBase64 ? Base64.getEncoder().encodeToString(SECRET.getBytes()) : SECRET;
    }
}
