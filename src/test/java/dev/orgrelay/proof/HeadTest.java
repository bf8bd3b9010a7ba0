package dev.orgrelay.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What can be said of a request whose body has not arrived. */
class HeadTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:15:30Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLIC_KEY = "whpk_"
            + Base64.getEncoder()
                    .encodeToString(Base64.getDecoder().decode("11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="));

    @Test
    void aTokenInAHeaderIsWhollyProvedOrRefused() {
        Authenticator token = authenticator(Map.of("scheme", "header", "header", "x-api-key"), "a secret that is long");

        assertThat(head(token, Request.post("").header("x-api-key", "a secret that is long")))
                .isPresent();
        refused(token, Request.post("").header("x-api-key", "another"), "does not match the secret");
        refused(token, Request.post(""), "missing or empty");
    }

    @Test
    void aTokenInTheBodyHasToBeWaitedFor() {
        Authenticator token = authenticator(Map.of("scheme", "header", "field", "token"), "a secret that is long");

        assertThat(head(token, Request.post(""))).isEmpty();
    }

    @Test
    void aSignatureMustBeThereAndInTimeBeforeTheBodyIs() {
        Authenticator signed = authenticator(Map.of("scheme", "standard-webhooks"), SECRET);

        refused(signed, Request.post(""), "missing or empty");
        refused(signed, signature(Request.post(""), "v2,AAAA", NOW), "nothing that starts with");
        refused(signed, signature(Request.post(""), "v1,AAAA", NOW.minusSeconds(3600)), "3600 s old");
        assertThat(head(signed, signature(Request.post(""), "v1,AAAA", NOW))).isEmpty();
    }

    @Test
    void ofSeveralWaysOneIsEnough() {
        Authenticator both =
                ConfiguredAuthentication.of(Map.of("scheme", "standard-webhooks"), List.of(SECRET, PUBLIC_KEY), CLOCK);

        assertThat(head(both, signature(Request.post(""), "v1a,AAAA", NOW))).isEmpty();
        assertThat(head(both, signature(Request.post(""), "v1,AAAA", NOW))).isEmpty();
        refused(both, signature(Request.post(""), "v2,AAAA", NOW), "nothing that starts with");
    }

    @Test
    void manySignaturesOfALargeBodyAreNotAllChecked() {
        Authenticator signed = authenticator(Map.of("scheme", "standard-webhooks"), PUBLIC_KEY);
        String one = "v1a," + Base64.getEncoder().encodeToString(new byte[64]);
        String many = String.join(" ", Collections.nCopies(3, one));
        String large = "x".repeat(1_000_000);

        assertThatThrownBy(() ->
                        signed.verify(signature(Request.post(large), many, NOW).delivery()))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("has 3 elements, for a body of this size at most 2 are checked");
        assertThatThrownBy(() ->
                        signed.verify(signature(Request.post("x"), many, NOW).delivery()))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining("does not match");
    }

    private static Request signature(Request request, String signature, Instant at) {
        return request.header("webhook-id", "m-1")
                .header("webhook-timestamp", Long.toString(at.getEpochSecond()))
                .header("webhook-signature", signature);
    }

    private static Optional<Proof> head(Authenticator authenticator, Request request) {
        return authenticator.verifyHead(request.delivery()).await().indefinitely();
    }

    private static void refused(Authenticator authenticator, Request request, String reason) {
        assertThatThrownBy(() -> head(authenticator, request))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(reason);
    }

    private static Authenticator authenticator(Map<String, String> settings, String secret) {
        return ConfiguredAuthentication.of(settings, List.of(secret), CLOCK);
    }
}
