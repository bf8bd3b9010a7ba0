package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a sender wants to hear before it delivers.
 *
 * @param status HTTP status
 * @param headers as they are to be sent
 * @param body JSON, if there is one
 */
public record HandshakeAnswer(int status, Map<String, String> headers, Optional<JsonNode> body) {

    private static final int OK = 200;

    static HandshakeAnswer ofHeaders(Map<String, String> headers) {
        return new HandshakeAnswer(OK, Map.copyOf(headers), Optional.empty());
    }

    static HandshakeAnswer ofBody(JsonNode body) {
        return new HandshakeAnswer(OK, Map.of(), Optional.of(body));
    }
}
