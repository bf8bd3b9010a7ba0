package dev.orgrelay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.orgrelay.identity.TokenServer.Asked;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the token endpoint of a tenant is asked, and what becomes of its answers. */
@QuarkusTest
class AppRegistrationTest {

    private static final String SCOPE = "https://apps.azureiotcentral.com/.default";

    @Inject
    OidcClients clients;

    private final TokenServer server = new TokenServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void theTenantIsAskedForATokenOfTheScope() {
        server.give("one");
        TokenIssuer issuer = issuer(Duration.ofSeconds(20));
        assertThat(server.asked()).as("nothing is asked before it is needed").isEmpty();

        IssuedToken token = issue(issuer);

        assertThat(token.value()).isEqualTo("one");
        assertThat(token.expiresAt())
                .isCloseTo(token.issuedAt().plus(Duration.ofHours(1)), within(20, ChronoUnit.SECONDS));
        assertThat(server.asked()).singleElement().satisfies(asked -> {
            assertThat(asked.method()).isEqualTo("POST");
            assertThat(asked.target()).isEqualTo("/contoso.onmicrosoft.com/oauth2/v2.0/token");
            assertThat(asked.mediaType()).isEqualTo("application/x-www-form-urlencoded");
            assertThat(asked.body().split("&"))
                    .containsExactlyInAnyOrder(
                            "grant_type=client_credentials",
                            "scope=https%3A%2F%2Fapps.azureiotcentral.com%2F.default",
                            "client_id=app",
                            "client_secret=a%2Bb%7E%26c");
        });
    }

    @Test
    void aTokenWithoutAnExpiryIsGoodForFiveMinutes() {
        server.answer(200, "{\"access_token\":\"opaque\",\"token_type\":\"Bearer\"}");

        IssuedToken token = issue(issuer(Duration.ofSeconds(20)));

        assertThat(token.expiresAt()).isEqualTo(token.issuedAt().plus(Duration.ofMinutes(5)));
    }

    @Test
    void everyIssueIsANewRequest() {
        server.give("one");
        server.give("two");
        TokenIssuer issuer = issuer(Duration.ofSeconds(20));

        assertThat(issue(issuer).value()).isEqualTo("one");
        assertThat(issue(issuer).value()).isEqualTo("two");
        assertThat(server.asked())
                .extracting(Asked::body)
                .hasSize(2)
                .containsOnly(server.asked().get(0).body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            401 | {"error":"invalid_client","error_description":"AADSTS7000215: hunter2"} | refused (invalid_client, AADSTS7000215): look at
            400 | {"error":"invalid_scope","error_description":"hunter2"}                 | refused (invalid_scope): look at
            400 | {"error":"HUNTER2"}                                                     | cannot be reached or gave no usable answer
            503 | <html>hunter2</html>                                                    | cannot be reached or gave no usable answer
            200 | {"token":"hunter2"}                                                     | answered without an access token
            200 | hunter2                                                                 | gave no usable answer
            200 | {"access_token":"hunter2","expires_in":0}                               | answered with a token that has expired already
            """)
    void aRefusalIsExplainedByItsCodesAndByNothingElse(int status, String answer, String complaint) {
        server.answer(status, answer);

        assertThatThrownBy(() -> issue(issuer(Duration.ofSeconds(20))))
                .isInstanceOf(TokenException.class)
                .hasMessageStartingWith("the token endpoint " + complaint)
                .matches(failure ->
                        !failure.getMessage().toLowerCase(Locale.ROOT).contains("hunter2"));
    }

    @Test
    void whatCannotBeReachedSaysSo() {
        server.close();

        assertThatThrownBy(() -> issue(issuer(Duration.ofSeconds(2))))
                .isInstanceOf(TokenException.class)
                .hasMessage("the token endpoint cannot be reached or gave no usable answer");
    }

    private TokenIssuer issuer(Duration timeout) {
        ClientCredentials credentials =
                new ClientCredentials(server.url() + "/", "contoso.onmicrosoft.com", "app", "a+b~&c");
        return new AppRegistration(clients, credentials, SCOPE, timeout, Clock.systemUTC());
    }

    private static IssuedToken issue(TokenIssuer issuer) {
        return issuer.issue().await().atMost(Duration.ofSeconds(20));
    }
}
