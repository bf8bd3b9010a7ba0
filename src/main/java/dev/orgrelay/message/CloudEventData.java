package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.IntakeException.Malformed;
import java.util.Base64;

/** The {@code data_base64} of a CloudEvent: bytes that may hold JSON all the same (JSON event format, 3.1). */
final class CloudEventData {

    private CloudEventData() {}

    /** The JSON that the bytes hold if they are declared to be JSON, otherwise the bytes. */
    static JsonNode decode(JsonNode base64, MediaType mediaType) {
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
}
