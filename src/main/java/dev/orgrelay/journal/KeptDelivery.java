package dev.orgrelay.journal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.configuration.Words;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A delivery as the journal has kept it, to be read again.
 *
 * @param path without its query
 * @param headers by name in lower case, without what proved the sender
 * @param body as it was kept; empty if it was not, or not whole
 * @param isDryRun whether its sender only wanted to know what would become of it
 */
public record KeptDelivery(
        String source,
        String kind,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        Optional<byte[]> body,
        Instant receivedAt,
        boolean isDryRun) {

    /** What came as something else was no message. */
    public static final List<String> KINDS =
            List.of(written(DeliveryKind.EVENT), written(DeliveryKind.QUEUE), written(DeliveryKind.EVENT_GRID));

    /** @param whole as {@link DeliveryJson#whole} writes it */
    public static KeptDelivery of(ObjectNode whole) {
        JsonNode request = whole.path("request");
        Map<String, String> query = texts(request.path("query"));
        return new KeptDelivery(
                whole.path("source").asText(),
                whole.path("kind").asText(),
                whole.path("method").asText(),
                whole.path("path").asText(),
                query,
                texts(request.path("headers")),
                request.path("bodyKept").asBoolean() ? Optional.of(body(request)) : Optional.empty(),
                Instant.parse(whole.path("receivedAt").asText()),
                "true".equals(query.get("dryRun")));
    }

    /** Whether it was a request of a sender, and no message in an envelope. */
    public boolean isRequest() {
        return kind.equals(written(DeliveryKind.EVENT));
    }

    private static byte[] body(JsonNode request) {
        return request.has("bodyBase64")
                ? Base64.getDecoder().decode(request.path("bodyBase64").asText())
                : request.path("body").asText().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> texts(JsonNode json) {
        Map<String, String> texts = new HashMap<>();
        json.properties()
                .forEach(text -> texts.put(text.getKey(), text.getValue().asText()));
        return texts;
    }

    private static String written(DeliveryKind kind) {
        return Words.written(kind);
    }
}
