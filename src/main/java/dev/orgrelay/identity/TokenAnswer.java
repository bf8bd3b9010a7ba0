package dev.orgrelay.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * The answer of a managed identity's endpoint: {@code access_token}, and {@code expires_on} or {@code expires_in}. A token whose expiry is not understood is
 * good for {@link #UNKNOWN_LIFE}: whoever uses it learns soon enough if it is not.
 */
final class TokenAnswer {

    /** How long a token is used whose expiry nobody says. */
    static final Duration UNKNOWN_LIFE = Duration.ofMinutes(5);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST_LIFE = Duration.ofHours(24);

    private TokenAnswer() {}

    /** @throws TokenException if this is no such answer */
    static IssuedToken read(String body, Instant now) {
        JsonNode answer = parse(body);
        JsonNode token = answer.path("access_token");
        if (!token.isTextual()) {
            throw new TokenException("the token endpoint answered without an access token");
        }
        Instant expiresAt = Expiry.at(answer.path("expires_on").asText())
                .or(() -> life(answer.path("expires_in").asText()).map(now::plus))
                .orElse(now.plus(UNKNOWN_LIFE));
        Instant latest = now.plus(LONGEST_LIFE);
        return new IssuedToken(token.textValue(), now, expiresAt.isAfter(latest) ? latest : expiresAt);
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new TokenException("the token endpoint answered with something that is not JSON");
        }
    }

    private static Optional<Duration> life(String seconds) {
        return Expiry.number(seconds)
                .map(number -> Duration.ofSeconds(Math.max(0, Math.min(number, LONGEST_LIFE.toSeconds()))));
    }
}
