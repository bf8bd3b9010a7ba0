package dev.orgrelay.identity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The answer of a managed identity's endpoint: {@code access_token}, and {@code expires_on} or {@code expires_in}, as numbers or as text. */
final class TokenAnswer {

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
        Instant expiresAt = number(answer.path("expires_on"))
                .map(TokenAnswer::instant)
                .or(() -> number(answer.path("expires_in")).map(seconds -> now.plusSeconds(bounded(seconds))))
                .orElseThrow(() -> new TokenException("the token endpoint does not say when its token expires"));
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

    private static Optional<Long> number(JsonNode value) {
        try {
            return value.isValueNode()
                    ? Optional.of(Long.parseLong(value.asText().strip()))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Instant instant(long epochSeconds) {
        try {
            return Instant.ofEpochSecond(epochSeconds);
        } catch (DateTimeException e) {
            throw new TokenException("the token endpoint does not say when its token expires");
        }
    }

    private static long bounded(long seconds) {
        return Math.max(0, Math.min(seconds, LONGEST_LIFE.toSeconds()));
    }
}
