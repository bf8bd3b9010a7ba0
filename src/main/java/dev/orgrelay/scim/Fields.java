package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import java.util.Map;
import java.util.Optional;

/** What stands in the documents of clients: names in any case (RFC 7643, 2.1), null and nothing are the same (2.5). */
final class Fields {

    private Fields() {}

    /** The value under {@code name}; empty if there is none, or null. */
    static Optional<JsonNode> find(JsonNode document, String name) {
        JsonNode exact = document.path(name);
        if (!exact.isMissingNode()) {
            return Optional.of(exact).filter(value -> !value.isNull());
        }
        for (Map.Entry<String, JsonNode> field : document.properties()) {
            if (field.getKey().equalsIgnoreCase(name)) {
                return Optional.of(field.getValue()).filter(value -> !value.isNull());
            }
        }
        return Optional.empty();
    }

    /**
     * The text under {@code name}, which may have {@code longest} characters.
     *
     * @throws ScimException if it is no text, or too long
     */
    static Optional<String> text(JsonNode document, String name, int longest) {
        return find(document, name).map(value -> textOf(value, name, longest));
    }

    /** @throws ScimException if {@code value} is no text, or too long */
    static String textOf(JsonNode value, String name, int longest) {
        if (!value.isTextual()) {
            throw ScimType.INVALID_VALUE.because("'" + Text.shorten(name) + "' is a text");
        }
        String text = value.asText();
        if (text.length() > longest || !Text.isUnicode(text)) {
            throw ScimType.INVALID_VALUE.because("'" + Text.shorten(name) + "' has at most " + longest
                    + " characters of Unicode, and not " + text.length());
        }
        return text;
    }

    /** @throws ScimException if {@code document} names schemas, and {@code schema} is not among them */
    static void requireSchema(JsonNode document, String schema) {
        if (!document.isObject()) {
            throw ScimType.INVALID_SYNTAX.because("the body is a JSON object");
        }
        find(document, "schemas").ifPresent(schemas -> {
            for (JsonNode named : schemas) {
                if (named.asText().equalsIgnoreCase(schema)) {
                    return;
                }
            }
            throw ScimType.INVALID_SYNTAX.because("'schemas' holds " + schema);
        });
    }
}
