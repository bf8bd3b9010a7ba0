package dev.orgrelay.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.Text;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What an operator wants to know of a message.
 *
 * @param mapping in place of that of the source
 * @param checksProof whether it matters who sends it
 */
record TrialRequest(Delivery delivery, Optional<String> mapping, boolean checksProof) {

    private static final List<String> MEMBERS = List.of("request", "mapping", "proof");
    private static final List<String> OF_REQUEST = List.of("method", "path", "headers", "body", "bodyBase64");
    private static final List<String> PROOFS = List.of("skip", "check");

    /**
     * @param body {@code {"request": {"method", "path", "headers", "body" or "bodyBase64"}, "mapping", "proof": "skip" or "check"}}
     * @param root the URL that the path in it is below
     * @throws ProblemException if {@code body} is something else
     */
    static TrialRequest read(byte[] body, String root, Instant now) {
        JsonNode json = Json.read(body);
        requireMembers(json, "the body", MEMBERS);
        JsonNode request = json.path("request");
        requireMembers(request, "request", OF_REQUEST);
        String proof = text(json, "proof").orElse("skip");
        if (!PROOFS.contains(proof)) {
            throw new ProblemException(400, Nearest.unknown("proof", proof, PROOFS));
        }
        try {
            return new TrialRequest(delivery(request, root, now), text(json, "mapping"), proof.equals("check"));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "path: % is not followed by two hexadecimal digits");
        }
    }

    private static Delivery delivery(JsonNode request, String root, Instant now) {
        String path = text(request, "path").orElse("").replaceFirst("^/", "");
        int query = path.indexOf('?');
        Map<String, String> parameters = new HashMap<>();
        if (query >= 0) {
            new QueryStringDecoder(path).parameters().forEach((name, values) -> parameters.put(name, values.get(0)));
        }
        return new Delivery(
                text(request, "method").orElse("POST").toUpperCase(Locale.ROOT),
                root + (path.isEmpty() || query == 0 ? path : "/" + path),
                EventPath.rest(query < 0 ? path : path.substring(0, query)),
                parameters,
                headers(request.path("headers")),
                body(request),
                now);
    }

    private static Map<String, String> headers(JsonNode headers) {
        Map<String, String> texts = new HashMap<>();
        headers.properties().forEach(header -> {
            if (!header.getValue().isTextual()) {
                throw new ProblemException(400, "the header " + Text.shorten(header.getKey()) + " must be a text");
            }
            texts.put(
                    header.getKey().toLowerCase(Locale.ROOT), header.getValue().textValue());
        });
        return texts;
    }

    /** A text as it is, anything else as JSON. */
    private static byte[] body(JsonNode request) {
        if (request.has("body") && request.has("bodyBase64")) {
            throw new ProblemException(400, "either body or bodyBase64 may be there, not both");
        }
        try {
            Optional<byte[]> encoded =
                    text(request, "bodyBase64").map(text -> Base64.getDecoder().decode(text));
            JsonNode body = request.path("body");
            String text = body.isTextual() ? body.textValue() : body.isContainerNode() ? Json.write(body) : "";
            return encoded.orElseGet(() -> text.getBytes(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "bodyBase64 is not Base64 (RFC 4648, 4)");
        }
    }

    private static void requireMembers(JsonNode json, String what, List<String> known) {
        if (!json.isObject()) {
            throw new ProblemException(400, what + " must be a JSON object with " + String.join(", ", known));
        }
        json.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new ProblemException(400, Nearest.unknown("member", name, known));
            }
        });
    }

    private static Optional<String> text(JsonNode json, String member) {
        JsonNode value = json.path(member);
        if (!value.isMissingNode() && !value.isNull() && !value.isTextual()) {
            throw new ProblemException(400, member + " must be a text");
        }
        return Optional.ofNullable(value.textValue());
    }
}
