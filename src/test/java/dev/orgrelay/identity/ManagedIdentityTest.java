package dev.orgrelay.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.identity.TokenServer.Asked;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the two endpoints of managed identity are asked, to the letter, and what becomes of their answers. */
@QuarkusTest
class ManagedIdentityTest {

    private static final String SCOPE = "https://apps.azureiotcentral.com/.default";
    private static final String RESOURCE = "resource=https%3A%2F%2Fapps.azureiotcentral.com";

    private final TokenServer server = new TokenServer();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void appServiceIsAskedWithItsHeader() {
        server.give("one");

        assertThat(value(appService(Optional.empty(), Duration.ofSeconds(20)))).isEqualTo("one");
        assertThat(server.asked())
                .containsExactly(new Asked(
                        "GET", "/msi/token?api-version=2019-08-01&" + RESOURCE, "header-secret", null, null, null, ""));
    }

    @Test
    void aUserAssignedIdentityIsNamed() {
        server.give("one");

        value(appService(Optional.of("6f0d1b2a"), Duration.ofSeconds(20)));
        assertThat(server.asked())
                .extracting(Asked::target)
                .containsExactly("/msi/token?api-version=2019-08-01&" + RESOURCE + "&client_id=6f0d1b2a");
    }

    @Test
    void aUserAssignedIdentityIsNamedByItsResourceIdInTheWordsOfTheEndpoint() {
        String id =
                "/subscriptions/1/resourceGroups/a/providers/Microsoft.ManagedIdentity/userAssignedIdentities/relay";
        String encoded = URLEncoder.encode(id, StandardCharsets.UTF_8);
        server.give("one");
        server.give("two");

        value(appService(Optional.of(id), Duration.ofSeconds(20)));
        value(new ManagedIdentity(
                config(Optional.empty(), Optional.empty(), Duration.ofSeconds(20)),
                Optional.of(id),
                SCOPE,
                Clock.systemUTC()));
        assertThat(server.asked())
                .extracting(Asked::target)
                .containsExactly(
                        "/msi/token?api-version=2019-08-01&" + RESOURCE + "&mi_res_id=" + encoded,
                        "/metadata/identity/oauth2/token?api-version=2018-02-01&" + RESOURCE + "&msi_res_id="
                                + encoded);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 404, 405})
    void anEndpointThatDoesNotKnowTheVersionIsAskedByTheFirstOneFromThenOn(int status) {
        server.answer(status, "{\"statusCode\":" + status + ",\"message\":\"unsupported api-version\"}");
        server.answer(200, "{\"access_token\":\"one\",\"expires_on\":\"1/2/2099 3:04:05 PM +00:00\"}");
        server.answer(200, "{\"access_token\":\"two\",\"expires_on\":\"1/2/2099 3:04:05 PM +00:00\"}");
        ManagedIdentity identity = appService(Optional.of("6f0d1b2a"), Duration.ofSeconds(20));

        assertThat(value(identity)).isEqualTo("one");
        assertThat(value(identity)).isEqualTo("two");
        Asked first = new Asked(
                "GET",
                "/msi/token?api-version=2017-09-01&" + RESOURCE + "&clientid=6f0d1b2a",
                null,
                "header-secret",
                null,
                null,
                "");
        assertThat(server.asked()).hasSize(3).endsWith(first, first);
    }

    @Test
    void theMachineIsAskedOnceWhateverItAnswers() {
        server.answer(400, "{}");
        IdentityConfig config = config(Optional.empty(), Optional.empty(), Duration.ofSeconds(20));

        assertThatThrownBy(() -> value(new ManagedIdentity(config, Optional.empty(), SCOPE, Clock.systemUTC())))
                .isInstanceOf(TokenException.class);
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void theMachineIsAskedWhereThereIsNoAppService() {
        server.give("one");
        IdentityConfig config = config(Optional.empty(), Optional.empty(), Duration.ofSeconds(20));

        assertThat(value(new ManagedIdentity(config, Optional.of("6f0d1b2a"), SCOPE, Clock.systemUTC())))
                .isEqualTo("one");
        assertThat(server.asked())
                .containsExactly(new Asked(
                        "GET",
                        "/metadata/identity/oauth2/token?api-version=2018-02-01&" + RESOURCE + "&client_id=6f0d1b2a",
                        null,
                        null,
                        "true",
                        null,
                        ""));
    }

    @Test
    void aHundredCallersAtOnceAreOneRequest() {
        server.give("one");
        AccessToken token = new CachedToken(
                "us", appService(Optional.empty(), Duration.ofSeconds(20)), Duration.ofSeconds(20), Clock.systemUTC());

        List<Uni<String>> callers =
                IntStream.range(0, 100).mapToObj(i -> token.get()).toList();
        List<String> values = Uni.join().all(callers).andFailFast().await().atMost(Duration.ofSeconds(20));

        assertThat(values).hasSize(100).containsOnly("one");
        assertThat(server.asked()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | answered 400: assign the identity to this app
            404 | answered 404: assign the identity to this app
            408 | answered 408
            302 | answered 302
            429 | answered 429
            500 | answered 500
            """)
    void aRefusalSaysWhatToDo(int status, String complaint) {
        server.answer(status, "{\"error\":\"hunter2\"}");
        server.answer(500, "{\"error\":\"no other way\"}");

        assertThatThrownBy(() -> value(appService(Optional.empty(), Duration.ofSeconds(20))))
                .isInstanceOf(TokenException.class)
                .hasMessageStartingWith("the managed identity's endpoint " + complaint)
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void anAnswerWithoutEndIsNotReadToItsEnd() {
        server.answer(200, "{\"access_token\":\"" + "a".repeat(1_000_000) + "\"}");

        assertThatThrownBy(() -> value(appService(Optional.empty(), Duration.ofSeconds(20))))
                .isInstanceOf(TokenException.class)
                .hasMessage("the token endpoint answered with more than 65536 bytes");
    }

    @Test
    void anEmptyAnswerIsGarbage() {
        server.answer(200, "");

        assertThatThrownBy(() -> value(appService(Optional.empty(), Duration.ofSeconds(20))))
                .isInstanceOf(TokenException.class)
                .hasMessage("the token endpoint answered without an access token");
    }

    @Test
    void silenceIsGivenUp() {
        assertThatThrownBy(() -> value(appService(Optional.empty(), Duration.ofMillis(100))))
                .isInstanceOf(TokenException.class)
                .hasMessage("the managed identity's endpoint cannot be reached, or did not answer in time");
    }

    private ManagedIdentity appService(Optional<String> clientId, Duration timeout) {
        IdentityConfig config = config(Optional.of(server.url() + "/msi/token"), Optional.of("header-secret"), timeout);
        return new ManagedIdentity(config, clientId, SCOPE, Clock.systemUTC());
    }

    private IdentityConfig config(Optional<String> endpoint, Optional<String> header, Duration timeout) {
        String imds = server.url() + "/metadata/identity/oauth2/token";
        return new IdentityConfig() {
            @Override
            public Optional<OutboundUrl> endpoint() {
                return endpoint.map(OutboundUrl::new);
            }

            @Override
            public Optional<String> header() {
                return header;
            }

            @Override
            public OutboundUrl imdsEndpoint() {
                return new OutboundUrl(imds);
            }

            @Override
            public Duration timeout() {
                return timeout;
            }
        };
    }

    private static String value(TokenIssuer issuer) {
        return issuer.issue()
                .onFailure()
                .transform(TokenException::of)
                .await()
                .atMost(Duration.ofSeconds(20))
                .value();
    }
}
