package dev.orgrelay.proof.entra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Busy;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Proof;
import dev.orgrelay.relay.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntraAuthenticatorTest {

    private static final RsaJsonWebKey KEY = SenderToken.newKey("key-1");
    private static final RsaJsonWebKey OTHER = SenderToken.newKey("key-2");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestClock clock = new TestClock(NOW);
    private final OpenIdProvider provider = new OpenIdProvider(0, KEY);
    private final Authenticator both = authenticator(Map.of("roles", SenderToken.ROLE, "app-ids", SenderToken.APP));

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aGoodTokenIsLetInAndNobodyIsAskedBeforeItComes() {
        assertThat(provider.requests()).isZero();

        assertThat(verify(both, bearing(token().text()))).contains(Proof.withoutId());
        verify(both, bearing(token().text()));

        assertThat(provider.requests()).as("metadata and keys, once").isEqualTo(2);
    }

    @Test
    void aTokenOfVersionOneIsGoodToo() {
        verify(
                both,
                bearing(token().claims(claims -> {
                            claims.setIssuer("https://sts.windows.net/" + SenderToken.TENANT + "/");
                            claims.unsetClaim("azp");
                            claims.setClaim("appid", SenderToken.APP.toUpperCase(Locale.ROOT));
                            claims.setAudience("8b7a6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c5d");
                        })
                        .text()));
    }

    static Stream<Arguments> wrongClaims() {
        return Stream.of(
                wrong("another audience", claims -> claims.setAudience("api://other")),
                wrong("another audience", claims -> claims.unsetClaim("aud")),
                wrong("another issuer", claims -> claims.setIssuer("https://sts.windows.net/other/")),
                wrong("another issuer", claims -> claims.unsetClaim("iss")),
                wrong("has expired", claims -> claims.setExpirationTime(SenderToken.at(NOW.minusSeconds(61)))),
                wrong("is not valid", claims -> claims.unsetClaim("exp")),
                wrong("is not valid yet", claims -> claims.setNotBefore(SenderToken.at(NOW.plusSeconds(61)))),
                wrong("none of the app roles", claims -> claims.unsetClaim("roles")),
                wrong("none of the app roles", claims -> claims.setStringListClaim("roles", "Other")),
                wrong("none of the app roles", claims -> claims.setClaim("roles", SenderToken.ROLE)),
                wrong("an app that may not send", claims -> claims.unsetClaim("azp")),
                wrong("an app that may not send", claims -> claims.setClaim("azp", SenderToken.TENANT)),
                wrong("an app that may not send", claims -> claims.setClaim("azp", List.of(SenderToken.APP))));
    }

    private static Arguments wrong(String complaint, Consumer<JwtClaims> change) {
        return Arguments.of(complaint, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrongClaims")
    void whateverIsWrongInATokenIsNamed(String complaint, Consumer<JwtClaims> change) {
        assertRefused(token().claims(change).text(), complaint);
    }

    @Test
    void aMinuteOfDifferenceBetweenClocksIsNoReason() {
        verify(
                both,
                bearing(token().claims(claims -> claims.setExpirationTime(SenderToken.at(NOW.minusSeconds(59))))
                        .text()));
        verify(
                both,
                bearing(token().claims(claims -> claims.setNotBefore(SenderToken.at(NOW.plusSeconds(60))))
                        .text()));
    }

    @Test
    void theSignatureMustBeOfTheKeyThatIsNamed() {
        String forged =
                new SenderToken(provider.url(), OTHER, NOW).named("key-1").text();

        assertRefused(forged, "the signature of the token is wrong");
        assertRefused(token().named(null).text(), "not signed with RS256 and a key that it names");
        assertRefused(new SenderToken(provider.url(), OTHER, NOW).text(), "a key that its issuer does not have");
    }

    @Test
    void everyChangedCharacterOfTheClaimsBreaksTheSignature() {
        String[] parts = token().text().split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8);
        String more = claims.replace("\"Other\"", "\"Owner\"");
        String changed = Base64.getUrlEncoder().withoutPadding().encodeToString(more.getBytes(StandardCharsets.UTF_8));

        assertRefused(parts[0] + "." + changed + "." + parts[2], "the signature of the token is wrong");
    }

    @Test
    void otherAlgorithmsAreNotConsidered() {
        assertRefused(token().algorithm("none", null).text(), "not signed with RS256");
        byte[] publicKey = KEY.getPublicKey().getEncoded();
        assertRefused(
                token().algorithm("HS256", new SecretKeySpec(publicKey, "HmacSHA256"))
                        .text(),
                "not signed with RS256");
        assertRefused(token().algorithm("RS512", KEY.getPrivateKey()).text(), "not signed with RS256");
        assertThat(provider.requests()).as("and no keys are looked for").isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"hunter2", "a.b.c", "a.b.c.d.e", "..", "e30.e30.e30", "\u0000.é.=", "bnVsbA.bnVsbA.bnVsbA"})
    void whatIsNoTokenIsNamedAndNotRepeated(String text) {
        assertThatThrownBy(() -> verify(both, bearing(text)))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageMatching("header authorization holds no signed token|the token is not signed with RS256 .*")
                .matches(refusal -> text.length() < 3 || !refusal.getMessage().contains(text));
        assertRefused(token().text() + ", " + token().text(), "holds no signed token");
        assertRefused("a".repeat(20_000), "holds no signed token");
    }

    @Test
    void withoutATokenThereIsNoProof() {
        for (Map<String, String> headers : List.of(
                Map.<String, String>of(), Map.of("authorization", "Basic eDp5"), Map.of("authorization", "Bearer "))) {
            assertThatThrownBy(() -> verify(both, delivery(headers)))
                    .isInstanceOf(Unauthenticated.class)
                    .hasMessage("header authorization holds no bearer token");
        }
    }

    @Test
    void oneOfRolesAndAppIdsIsEnoughToBeConfigured() {
        verify(
                authenticator(Map.of("roles", SenderToken.ROLE + ",More")),
                bearing(token().claims(claims -> claims.unsetClaim("azp")).text()));
        verify(
                authenticator(Map.of("app-ids", SenderToken.APP)),
                bearing(token().claims(claims -> claims.unsetClaim("roles")).text()));
    }

    @Test
    void whileThereAreNoKeysTheSenderIsAskedToComeAgain() {
        provider.goDown();
        assertBusy();
        int asked = provider.requests();
        assertBusy();
        assertThat(provider.requests()).as("left alone for a moment").isEqualTo(asked);

        provider.comeBack();
        clock.advance(Duration.ofSeconds(5));
        verify(both, bearing(token().text()));
    }

    @Test
    void keysThatAreKnownAreUsedForADayWhileTheyCannotBeReadAgain() {
        verify(both, bearing(token().text()));
        provider.goDown();

        clock.advance(Duration.ofHours(23));
        verify(both, bearing(lateToken().text()));
        clock.advance(Duration.ofHours(1));
        assertThatThrownBy(() -> verify(both, bearing(lateToken().text()))).isInstanceOf(Busy.class);
    }

    @Test
    void aNewKeyIsFoundAndAnOldOneForgotten() {
        verify(both, bearing(token().text()));
        provider.changeKeys(OTHER);
        clock.advance(MINUTE);

        verify(both, bearing(new SenderToken(provider.url(), OTHER, NOW).text()));
        clock.advance(MINUTE);
        assertRefused(token().text(), "a key that its issuer does not have");
    }

    @Test
    void madeUpNamesOfKeysDoNotKeepTheIssuerBusy() {
        verify(both, bearing(token().text()));
        clock.advance(MINUTE);

        IntStream.range(0, 100)
                .forEach(i -> assertRefused(token().named("made-up-" + i).text(), "does not have"));

        assertThat(provider.requests()).isEqualTo(4);
    }

    @Test
    void aHundredTokensAtOnceReadTheKeysOnce() {
        Delivery delivery = bearing(token().text());

        CompletableFuture<?>[] all = IntStream.range(0, 100)
                .mapToObj(i -> CompletableFuture.runAsync(() -> verify(both, delivery)))
                .toArray(CompletableFuture[]::new);
        CompletableFuture.allOf(all).join();

        assertThat(provider.requests()).isEqualTo(2);
    }

    private static Optional<Proof> verify(Authenticator authenticator, Delivery delivery) {
        return authenticator.verifyHead(delivery).await().atMost(MINUTE);
    }

    private void assertRefused(String token, String complaint) {
        assertThatThrownBy(() -> verify(both, bearing(token)))
                .isInstanceOf(Unauthenticated.class)
                .hasMessageContaining(complaint);
    }

    private void assertBusy() {
        assertThatThrownBy(() -> verify(both, bearing(token().text())))
                .isInstanceOf(Busy.class)
                .hasMessageContaining("keys of its issuer cannot be read");
    }

    private SenderToken token() {
        return new SenderToken(provider.url(), KEY, NOW);
    }

    private SenderToken lateToken() {
        return new SenderToken(provider.url(), KEY, clock.instant());
    }

    private Authenticator authenticator(Map<String, String> admission) {
        return ConfiguredEntra.of(
                Map.of(
                        "tenant-id", SenderToken.TENANT,
                        "authority", provider.url() + "/",
                        "audience", SenderToken.AUDIENCE + ",8b7a6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c5d"),
                admission,
                clock);
    }

    private Delivery bearing(String token) {
        return delivery(Map.of("authorization", "Bearer " + token));
    }

    private Delivery delivery(Map<String, String> headers) {
        return new Delivery(
                "POST", "https://relay.example/api/events/hr", "", Map.of(), headers, new byte[0], clock.instant());
    }
}
