package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.function.Supplier;

/**
 * One CloudEvent as a JSON object (JSON event format, 2 and 3).
 *
 * <p>Only {@code specversion} 1.0 is read: other versions have other rules, and to guess would change what a message means. That {@code source} and
 * {@code dataschema} are URIs is not checked, because nothing here follows them and real senders write almost-URIs.
 */
final class CloudEvent {

    private static final String VERSION = "1.0";
    static final String DATA = "data";
    static final String DATA_BASE64 = "data_base64";

    private CloudEvent() {}

    /** @throws Malformed if {@code document} breaks a rule of CloudEvents 1.0 */
    static Event read(JsonNode document) {
        if (!document.isObject()) {
            throw new Malformed("a CloudEvent is a JSON object");
        }
        ObjectNode attributes = attributes(document);
        return event(attributes, () -> data(document, attributes));
    }

    private static JsonNode data(JsonNode document, ObjectNode attributes) {
        JsonNode data = document.path(DATA);
        JsonNode base64 = document.path(DATA_BASE64);
        boolean isBase64 = !base64.isMissingNode() && !base64.isNull();
        if (isBase64 && !data.isMissingNode()) {
            throw new Malformed("a CloudEvent has either data or data_base64, not both");
        }
        MediaType mediaType = mediaType(attributes);
        return isBase64 ? decoded(base64, mediaType) : data;
    }

    /** The JSON that the bytes hold if they are declared to be JSON, otherwise the bytes (JSON event format, 3.1). */
    private static JsonNode decoded(JsonNode base64, MediaType mediaType) {
        byte[] bytes = bytes(base64);
        if (!mediaType.isJson()) {
            return JsonNodeFactory.instance.binaryNode(bytes);
        }
        try {
            return Json.read(bytes, mediaType.charset());
        } catch (Malformed e) {
            throw new Malformed("data_base64: " + e.getMessage());
        }
    }

    private static byte[] bytes(JsonNode base64) {
        if (!base64.isTextual()) {
            throw new Malformed("data_base64 is not text");
        }
        try {
            return Base64.getDecoder().decode(base64.textValue());
        } catch (IllegalArgumentException e) {
            throw new Malformed("data_base64 is not Base64 (RFC 4648, 4)");
        }
    }

    private static void requireVersion(JsonNode attributes) {
        String version = CloudEventAttributes.required(attributes, "specversion");
        if (!version.equals(VERSION)) {
            throw new Malformed("CloudEvents specversion '" + Text.shorten(version) + "' is not read, only " + VERSION);
        }
    }

    private static ObjectNode attributes(JsonNode document) {
        ObjectNode attributes = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            String name = member.getKey();
            boolean isData = name.equals(DATA) || name.equals(DATA_BASE64);
            if (!isData && !member.getValue().isNull()) {
                attributes.set(name, member.getValue());
            }
        }
        return attributes;
    }

    /**
     * @param attributes its context attributes
     * @param content reads its data
     * @throws Malformed if the attributes break a rule of CloudEvents 1.0
     */
    static Event event(ObjectNode attributes, Supplier<JsonNode> content) {
        requireVersion(attributes);
        attributes
                .properties()
                .forEach(attribute -> CloudEventAttributes.check(attribute.getKey(), attribute.getValue()));
        return new Event(
                CloudEventAttributes.required(attributes, "id"),
                CloudEventAttributes.required(attributes, "source"),
                CloudEventAttributes.required(attributes, "type"),
                CloudEventAttributes.optional(attributes, "subject").filter(subject -> !subject.isEmpty()),
                CloudEventAttributes.optional(attributes, "time").map(CloudEvent::time),
                attributes,
                content);
    }

    private static Instant time(String text) {
        return Times.rfc3339(text)
                .orElseThrow(
                        () -> new Malformed("time '" + Text.shorten(text) + "' is not an RFC 3339 time with a zone"));
    }

    /** A missing {@code datacontenttype} means JSON (JSON event format, 3.1). */
    private static MediaType mediaType(ObjectNode attributes) {
        String text =
                CloudEventAttributes.optional(attributes, "datacontenttype").orElse("application/json");
        return MediaType.parse(text)
                .orElseThrow(() -> new Malformed("datacontenttype '" + Text.shorten(text) + "' is not a media type"));
    }
}
