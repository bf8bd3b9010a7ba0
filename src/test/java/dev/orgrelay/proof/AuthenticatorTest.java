package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class AuthenticatorTest {

    private static final Instant NOW = Instant.ofEpochSecond(1_764_583_200);
    private static final String BODY = "{\"id\":\"d-42\",\"name\":\"Büro\"}";
    private static final String SECRET = "the-shared-secret";

    @Test
    void oneChangedByteOfTheBodyIsNoticed() {
        assertRefused(github(SECRET), signed(BODY).body(BODY.replace("42", "43")), "does not match the secret");
    }

    @Test
    void theSameJsonWrittenAgainIsNotTheSameBody() {
        assertRefused(github(SECRET), signed(BODY).body(BODY.replace(":", ": ")), "does not match the secret");
    }

    @Test
    void anotherSecretDoesNotMatch() {
        assertRefused(
                github("one-secret-of-some-length", "two-secrets-of-some-length"),
                signed(BODY),
                "signature in header x-hub-signature-256 does not match any of 2 secrets");
    }

    @Test
    void theSecondSecretMatchesWhileSecretsRotate() {
        assertBelieved(github("the-new-shared-secret", SECRET), signed(BODY));
    }

    @Test
    void aMissingHeaderIsNamed() {
        assertRefused(github(SECRET), Request.post(BODY), "signature header x-hub-signature-256 is missing or empty");
    }

    @Test
    void anEmptySignatureDoesNotMatch() {
        assertRefused(
                github(SECRET),
                Request.post(BODY).header("x-hub-signature-256", "sha256="),
                "does not match the secret");
        assertRefused(github(SECRET), Request.post(BODY).header("x-hub-signature-256", " "), "is missing or empty");
    }

    @Test
    void hexMayBeWrittenInUpperCase() {
        String upper = HexFormat.of().formatHex(hmac(BODY)).toUpperCase(Locale.ROOT);
        assertBelieved(github(SECRET), Request.post(BODY).header("X-Hub-Signature-256", "SHA256=" + upper));
    }

    @Test
    void anUnknownVersionAloneIsNoSignature() {
        Request request = Request.post(BODY).header("x-hub-signature-256", "sha1=00");
        assertRefused(github(SECRET), request, "has nothing that starts with sha256=");
    }

    @Test
    void unknownVersionsBesideAKnownOneAreSkipped() {
        Authenticator authenticator = authenticator(
                Map.of("scheme", "hmac", "separator", "semicolon", "prefix", "v1= v2=", "encoding", "base64"), SECRET);
        String right = Base64.getEncoder().encodeToString(hmac(BODY));
        assertBelieved(authenticator, Request.post(BODY).header("x-signature", "v9=xx; v1=AAAA;v2=" + right));
        assertRefused(authenticator, Request.post(BODY).header("x-signature", "v9=" + right), "v1= or v2=");
    }

    @Test
    void base64MayComeWithoutItsPadding() {
        Authenticator authenticator = authenticator(Map.of("scheme", "frappe"), SECRET);
        String unpadded = Base64.getEncoder().withoutPadding().encodeToString(hmac(BODY));
        assertBelieved(authenticator, Request.post(BODY).header("x-frappe-webhook-signature", unpadded));
    }

    @Test
    void anOldTimestampIsRefusedWithItsAge() {
        assertRefused(timed("both"), at(NOW.minusSeconds(512)), "timestamp is 512 s old, allowed are 300 s");
        assertRefused(timed("past"), at(NOW.minusSeconds(301)), "timestamp is 301 s old, allowed are 300 s");
        assertBelieved(timed("both"), at(NOW.minusSeconds(300)));
    }

    @Test
    void aFutureTimestampIsRefusedOnlyIfBothSidesAreLimited() {
        assertRefused(timed("both"), at(NOW.plusSeconds(301)), "timestamp is 301 s in the future, allowed are 300 s");
        assertBelieved(timed("past"), at(NOW.plusSeconds(301)));
        assertBelieved(timed("both"), at(NOW.plusSeconds(300)));
    }

    @Test
    void aTimestampThatIsNoTimeIsRefused() {
        for (String text :
                List.of("soon", "9223372036854775807", "99999999999999999999", "1.5", "-9223372036854775808")) {
            assertThatThrownBy(() -> timed("both").verify(at(text).delivery())).isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void aTokenInEveryElementOfTheBodyIsBelievedOnlyIfAllAgree() {
        Authenticator authenticator = authenticator(Map.of("scheme", "header", "field", "value.clientState"), SECRET);
        String right = "{\"clientState\":\"" + SECRET + "\"}";
        assertBelieved(authenticator, Request.post("{\"value\":[" + right + "," + right + "]}"));
        for (String body : List.of(
                "{\"value\":[" + right + ",{}]}",
                "{\"value\":[" + right + ",{\"clientState\":\"x\"}]}",
                "{\"value\":[]}",
                "{\"value\":[" + right,
                "")) {
            assertThatThrownBy(() -> authenticator.verify(Request.post(body).delivery()))
                    .isInstanceOf(Unauthenticated.class);
        }
    }

    @Test
    void theMessageIdIsHandedOnAndSaysWhetherItIsSigned() {
        Proof proof = github(SECRET)
                .verify(signed(BODY).header("x-github-delivery", "72d3").delivery());
        assertThat(proof.messageId()).contains("72d3");
        assertThat(proof.idSigned()).isFalse();
        assertThat(github(SECRET).verify(signed(BODY).delivery()).messageId()).isEmpty();
    }

    @Test
    void aSourceThatAsksForNothingLetsEverybodyIn() {
        Authenticator open = authenticator(Map.of("scheme", "dangerous-none"));
        assertThat(open.verify(Request.post("").delivery())).isEqualTo(Proof.withoutId());
    }

    @Test
    void anIsoTimestampIsLimitedIfSomebodyAsksForIt() {
        Authenticator strict = authenticator(Map.of("scheme", "bamboohr", "tolerance", "5m"), SECRET);
        assertBelieved(strict, bamboo("2025-12-01T10:00:00+0000"));
        assertBelieved(strict, bamboo("2025-12-01T11:04:59.5+01:00"));
        assertRefused(strict, bamboo("2025-12-01T09:54:59Z"), "timestamp is 301 s old");
        assertRefused(strict, bamboo("2025-12-01T10:00:00"), "is not an ISO 8601 time with zone");
    }

    private static Request bamboo(String time) {
        return Request.post(BODY)
                .header("x-bamboohr-timestamp", time)
                .header("x-bamboohr-signature", HexFormat.of().formatHex(hmac(BODY + time)));
    }

    private static Authenticator timed(String window) {
        return authenticator(
                Map.of("scheme", "hmac", "timestamp", "x-time", "signed", "{timestamp}.{body}", "window", window),
                SECRET);
    }

    private static Request at(Instant time) {
        return at(String.valueOf(time.getEpochSecond()));
    }

    private static Request at(String time) {
        return Request.post(BODY)
                .header("x-time", time)
                .header("x-signature", HexFormat.of().formatHex(hmac(time + "." + BODY)));
    }

    private static Request signed(String body) {
        return Request.post(body)
                .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(hmac(body)));
    }

    private static Authenticator github(String... secrets) {
        return authenticator(Map.of("scheme", "github"), secrets);
    }

    private static Authenticator authenticator(Map<String, String> settings, String... secrets) {
        return ConfiguredAuthentication.of(settings, List.of(secrets), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void assertBelieved(Authenticator authenticator, Request request) {
        assertThatCode(() -> authenticator.verify(request.delivery())).doesNotThrowAnyException();
    }

    private static void assertRefused(Authenticator authenticator, Request request, String why) {
        assertThatThrownBy(() -> authenticator.verify(request.delivery()))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining(SECRET);
    }

    private static byte[] hmac(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
