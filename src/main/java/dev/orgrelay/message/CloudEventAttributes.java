package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/** What CloudEvents 1.0 demands of context attributes: their names, their types, and which must be there ("Context Attributes" and "Type System"). */
final class CloudEventAttributes {

    private CloudEventAttributes() {}

    /** Names are lower-case letters and digits; values are texts, booleans or whole numbers. */
    static void check(String name, JsonNode value) {
        if (!isName(name)) {
            throw new Malformed(
                    "'" + Text.shorten(name) + "' is not the name of a CloudEvents attribute: only a-z and 0-9");
        }
        boolean typed = value.isTextual() || value.isBoolean() || value.isIntegralNumber();
        if (!typed) {
            throw new Malformed(
                    "CloudEvents attribute '" + Text.shorten(name) + "' is neither text, boolean nor whole number");
        }
        if (value.isTextual() && hasControlCharacter(value.textValue())) {
            throw new Malformed("CloudEvents attribute '" + Text.shorten(name) + "' holds a control character");
        }
    }

    /** A text that must be there and not be empty; null is the same as not there (JSON event format, 2.2). */
    static String required(JsonNode event, String name) {
        return optional(event, name)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> new Malformed("not a CloudEvent: " + name + " is missing or empty"));
    }

    /** A text that may be missing. */
    static Optional<String> optional(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Malformed("CloudEvents attribute '" + name + "' is not text");
        }
        if (!Text.isUnicode(value.textValue())) {
            throw new Malformed("CloudEvents attribute '" + name + "' holds half of a surrogate pair");
        }
        return Optional.of(value.textValue());
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean allowed = c >= 'a' && c <= 'z' || c >= '0' && c <= '9';
            if (!allowed) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    private static boolean hasControlCharacter(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
