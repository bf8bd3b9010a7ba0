package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationHeaderTest {

    private static final Instant NOW = Instant.ofEpochMilli(1_688_749_508_407L);

    private final AuthorizationHeader credential = new AuthorizationHeader(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SharedAccessSignature sr=1ecb&sig=a%2Bb%3D&skn=token&se=1688749508408",
                "SharedAccessSignature se=99999999999999&skn=token&sig=abc==&sr=1ecb",
                "Bearer eyJ0.eyJ9.c2ln",
                "Bearer opaque"
            })
    void aRightFormIsAccepted(String authorization) {
        assertThat(credential.refusal(Optional.of(authorization))).isEmpty();
    }

    @Test
    void noHeaderIsUnauthenticated() {
        assertThat(credential.refusal(Optional.empty()))
                .contains(new Refusal(401, "Unauthenticated", "The request carries no authentication token."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Bearer a b", "Basic dTpw", "SharedAccessSignature", "token"})
    void anotherFormIsUnauthenticated(String authorization) {
        assertThat(credential.refusal(Optional.of(authorization)))
                .contains(new Refusal(401, "Unauthenticated", "The authentication token has an unknown form."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SharedAccessSignature ",
                "SharedAccessSignature sr=a&sig=b&skn=c",
                "SharedAccessSignature sr=a&sig=&skn=c&se=99999999999999",
                "SharedAccessSignature sr=a&sig=b&skn=c&se",
                "SharedAccessSignature sr=a&sr=a&sig=b&skn=c&se=99999999999999",
                "SharedAccessSignature sr=a&sig=b&skn=c&se=99999999999999&more=d"
            })
    void aSignatureHasExactlyFourParts(String authorization) {
        assertThat(credential.refusal(Optional.of(authorization)))
                .contains(new Refusal(
                        401, "Unauthenticated", "The authentication token does not consist of sr, sig, skn and se."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1688749508407", "1647950487889", "4102444800", "0"})
    void anExpiredSignatureIsUnauthenticatedAndSecondsAreLongAgo(String se) {
        assertThat(credential.refusal(Optional.of("SharedAccessSignature sr=a&sig=b&skn=c&se=" + se)))
                .contains(new Refusal(401, "Unauthenticated", "The authentication token has expired."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-1", "2023-07-07T17:05:08Z", "9999999999999999999"})
    void theExpiryIsANumber(String se) {
        assertThat(credential.refusal(Optional.of("SharedAccessSignature sr=a&sig=b&skn=c&se=" + se)))
                .contains(new Refusal(
                        401,
                        "Unauthenticated",
                        "The expiry time of the authentication token is not a number of milliseconds."));
    }
}
