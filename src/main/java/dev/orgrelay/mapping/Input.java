package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.organization.RequestHead;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a mapping sees of one message: {@code {body, headers, method, path, query, source}}.
 *
 * @param body the message, or one of several in a request; a missing node if the request has no body
 * @param headers by name in lower case
 * @param method of the request, in upper case
 * @param path what follows the source's own path, without a leading slash
 * @param query the query parameters, decoded
 * @param source name of the configured sender, {@code source.name} in the mapping
 * @param constants what the configuration says about it, further members of {@code source}
 */
public record Input(
        JsonNode body,
        Map<String, String> headers,
        String method,
        String path,
        Map<String, String> query,
        String source,
        Map<String, String> constants) {

    /** The member of {@code source} that no constant can be. */
    public static final String NAME = "name";

    /** A message of a request. */
    public static Input of(Delivery delivery, JsonNode body, String source, Map<String, String> constants) {
        return new Input(
                body, delivery.headers(), delivery.method(), delivery.path(), delivery.query(), source, constants);
    }

    /** A message that did not come in a request: no headers, no method, no path, no query. */
    public static Input of(JsonNode body, String source, Map<String, String> constants) {
        return of(RequestHead.NONE, body, source, constants);
    }

    /** A message of a request of which the head was kept. */
    public static Input of(RequestHead head, JsonNode body, String source, Map<String, String> constants) {
        return new Input(body, head.headers(), head.method(), head.path(), head.query(), source, constants);
    }

    /** The document that the expression is evaluated on. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        if (!body.isMissingNode()) {
            document.put("body", Values.of(body));
        }
        document.put("headers", new LinkedHashMap<>(headers));
        document.put("method", method);
        document.put("path", path);
        document.put("query", new LinkedHashMap<>(query));
        Map<String, String> about = new LinkedHashMap<>(constants);
        about.put(NAME, source);
        document.put("source", about);
        return document;
    }
}
