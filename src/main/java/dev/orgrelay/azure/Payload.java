package dev.orgrelay.azure;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * What a function was called with, taken out of the envelope.
 *
 * <p>The host nests what it takes for an object, and puts everything else into a string as JSON text: a queue message that is JSON text arrives as a
 * string inside a string. A binding with {@code dataType: binary} arrives as base64.
 */
final class Payload {

    /** String in a string in base64. */
    private static final int MOST_LAYERS = 3;

    private Payload() {}

    /** @throws IntakeException.Malformed if there is no JSON in it */
    static JsonNode of(Invocation invocation) {
        JsonNode value = Optional.ofNullable(invocation)
                .flatMap(called -> called.getData().values().stream().findFirst())
                .orElseThrow(() -> new IntakeException.Malformed("the invocation has no data"));
        for (int layer = 0; layer < MOST_LAYERS && value.isTextual(); layer++) {
            value = unpack(value.textValue());
        }
        if (!value.isContainerNode()) {
            throw new IntakeException.Malformed("the invocation's data is neither a JSON object nor an array");
        }
        return value;
    }

    /** The same as it came, whatever it is; empty if there is none. */
    static String text(Invocation invocation) {
        return Optional.ofNullable(invocation)
                .flatMap(called -> called.getData().values().stream().findFirst())
                .map(value -> value.isTextual() ? unquoted(value.textValue()) : value.toString())
                .orElse("");
    }

    private static String unquoted(String text) {
        try {
            JsonNode json = Json.read(text.getBytes(StandardCharsets.UTF_8));
            return json.isTextual() ? json.textValue() : text;
        } catch (IntakeException.Malformed notJson) {
            return text;
        }
    }

    private static JsonNode unpack(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IntakeException.Malformed notJson) {
            return Json.read(decode(text, notJson));
        }
    }

    private static byte[] decode(String text, IntakeException.Malformed notJson) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            throw notJson;
        }
    }
}
