package dev.orgrelay.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.orgrelay.proof.entra.OpenIdProvider;
import dev.orgrelay.proof.entra.SenderToken;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.URI;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jose4j.jwk.RsaJsonWebKey;
import org.junit.jupiter.api.Test;

/** A sender with a token of Entra ID, over HTTP. */
@QuarkusTest
@TestProfile(SendersProfile.class)
class EntraSenderTest {

    private static final RsaJsonWebKey KEY = SenderToken.newKey("key-1");

    @ConfigProperty(name = "orgrelay.sources.grid.authentication.entra.authority")
    String authority;

    @ConfigProperty(name = "orgrelay.sources.lonely.authentication.entra.authority")
    String nowhere;

    @Test
    void aGoodTokenIsLetInAndAWrongOneIsNot() {
        try (OpenIdProvider provider = new OpenIdProvider(URI.create(authority).getPort(), KEY)) {
            String token = new SenderToken(provider.url(), KEY, Instant.now()).text();

            send("grid", "Bearer " + token).statusCode(200).body("outcomes[0].outcome", equalTo("applied"));
            send("grid", "Bearer " + token.substring(0, token.length() - 8) + "AAAAAAAA")
                    .statusCode(401)
                    .contentType("application/problem+json")
                    .body("detail", equalTo("the signature of the token is wrong"));
        }
    }

    @Test
    void withoutATokenThereIsAProblemThatAsksForOne() {
        send("grid", "Basic eDp5")
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", equalTo("Bearer realm=\"grid\""))
                .header("Set-Cookie", nullValue())
                .body("detail", equalTo("header authorization holds no bearer token"));
    }

    @Test
    void whileTheKeysCannotBeReadTheSenderIsAskedToComeAgain() {
        String token = new SenderToken(nowhere, KEY, Instant.now()).text();

        send("lonely", "Bearer " + token)
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", equalTo("30"));
    }

    private static ValidatableResponse send(String source, String authorization) {
        return given().contentType("application/cloudevents+json")
                .header("authorization", authorization)
                .body(TestEvents.created("es-" + source, "Grid", null))
                .post("/api/events/" + source)
                .then();
    }
}
