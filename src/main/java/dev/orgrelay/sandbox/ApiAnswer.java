package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** An answer, apart from the server that sends it. */
record ApiAnswer(int status, Map<String, String> headers, Optional<String> body) {

    private static final String CONTENT_TYPE = "Content-Type";

    static ApiAnswer ok(JsonNode body) {
        return json(200, "application/json; charset=utf-8", body);
    }

    static ApiAnswer noContent() {
        return new ApiAnswer(204, Map.of(), Optional.empty());
    }

    static ApiAnswer json(int status, String contentType, JsonNode body) {
        return new ApiAnswer(status, Map.of(CONTENT_TYPE, contentType), Optional.of(body.toString()));
    }

    /** The same with one header more. */
    ApiAnswer with(String header, String value) {
        Map<String, String> more = new HashMap<>(headers);
        more.put(header, value);
        return new ApiAnswer(status, Map.copyOf(more), body);
    }
}
