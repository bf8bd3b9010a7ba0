package dev.orgrelay.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.client.OidcClient;
import io.quarkus.oidc.client.OidcClientException;
import io.quarkus.oidc.client.OidcClients;
import io.quarkus.oidc.client.Tokens;
import io.quarkus.oidc.client.runtime.OidcClientConfig;
import io.quarkus.oidc.common.runtime.config.OidcClientCommonConfig.Credentials.Secret.Method;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asks Entra ID for tokens of an app registration (RFC 6749, 4.4). Its client is made when the first token is needed. */
final class AppRegistration implements TokenIssuer {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Entra's own numbers begin the description of an error; the rest of it is long. */
    private static final Pattern ENTRA_CODE = Pattern.compile("AADSTS\\d{1,12}");

    private static final Pattern OAUTH_CODE = Pattern.compile("[a-z_]{1,60}");

    private final Uni<OidcClient> client;
    private final Clock clock;

    AppRegistration(OidcClients clients, ClientCredentials credentials, String scope, Duration timeout, Clock clock) {
        this.client = Uni.createFrom()
                .deferred(() -> clients.newClient(config(credentials, scope, timeout)))
                .memoize()
                .indefinitely();
        this.clock = clock;
    }

    @Override
    public Uni<IssuedToken> issue() {
        return client.flatMap(OidcClient::getTokens).map(this::read).onFailure().transform(AppRegistration::explain);
    }

    private IssuedToken read(Tokens tokens) {
        if (tokens.getAccessToken() == null) {
            throw new TokenException("the token endpoint answered without an access token");
        }
        Instant now = clock.instant();
        Instant expiresAt = Optional.ofNullable(tokens.getAccessTokenExpiresAt())
                .map(Instant::ofEpochSecond)
                .orElse(now.plus(TokenAnswer.UNKNOWN_LIFE));
        return new IssuedToken(tokens.getAccessToken(), now, expiresAt);
    }

    private static TokenException explain(Throwable failure) {
        return failure instanceof OidcClientException ? refusal(failure.getMessage()) : TokenException.of(failure);
    }

    /** The message is the whole answer, or says that there was none. Of the former, only codes are repeated. */
    private static TokenException refusal(String answer) {
        JsonNode error = parse(answer);
        return matching(OAUTH_CODE, error.path("error").asText())
                .map(code -> matching(
                                ENTRA_CODE, error.path("error_description").asText())
                        .map(entra -> code + ", " + entra)
                        .orElse(code))
                .map(code -> new TokenException("the token endpoint refused (" + code
                        + "): look at tenant-id, client-id and client-secret, and whether the secret has expired"))
                .orElseGet(() -> new TokenException("the token endpoint cannot be reached or gave no usable answer"));
    }

    private static Optional<String> matching(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static JsonNode parse(String answer) {
        try {
            return JSON.readTree(answer == null ? "" : answer);
        } catch (JsonProcessingException e) {
            return JSON.missingNode();
        }
    }

    /** The secret goes into the body: as a header it would have to be encoded first, which not everybody agrees on (RFC 6749, 2.3.1). */
    private static OidcClientConfig config(ClientCredentials credentials, String scope, Duration timeout) {
        return OidcClientConfig.builder()
                .id(credentials + " for " + scope)
                .discoveryEnabled(false)
                .tokenPath(credentials.tokenEndpoint())
                .clientId(credentials.clientId())
                .credentials()
                .clientSecret(credentials.secret(), Method.POST)
                .end()
                .scopes(scope)
                .connectionTimeout(timeout)
                .connectionRetryCount(1)
                .build();
    }
}
