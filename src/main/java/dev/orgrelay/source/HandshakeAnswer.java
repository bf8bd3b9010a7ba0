package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;

/**
 * What a sender wants to hear before it delivers.
 *
 * @param status HTTP status
 * @param headers as they are to be sent; with the type of the body, if there is one
 * @param body text, if there is any
 */
public record HandshakeAnswer(int status, Map<String, String> headers, Optional<String> body) {

    private static final int OK = 200;
    private static final String CONTENT_TYPE = "Content-Type";

    static HandshakeAnswer ofHeaders(Map<String, String> headers) {
        return new HandshakeAnswer(OK, Map.copyOf(headers), Optional.empty());
    }

    static HandshakeAnswer ofBody(JsonNode body) {
        return new HandshakeAnswer(OK, Map.of(CONTENT_TYPE, "application/json"), Optional.of(body.toString()));
    }

    /** Text that nothing takes for a page, whatever is in it. */
    static HandshakeAnswer ofText(String text) {
        Map<String, String> headers =
                Map.of(CONTENT_TYPE, "text/plain;charset=UTF-8", "X-Content-Type-Options", "nosniff");
        return new HandshakeAnswer(OK, headers, Optional.of(text));
    }
}
