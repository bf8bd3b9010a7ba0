package dev.orgrelay.mapping;

import dev.orgrelay.organization.Text;
import java.util.List;
import java.util.Map;

/** What a value is, for messages to people. */
final class Kinds {

    private static final int SHOWN = 40;

    private Kinds() {}

    static String of(Object value) {
        if (Results.isNothing(value)) {
            return "null";
        }
        if (value instanceof String text) {
            return "'" + Text.shorten(text, SHOWN) + "'";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return Text.shorten(value.toString(), SHOWN);
        }
        if (value instanceof List<?>) {
            return "an array";
        }
        return value instanceof Map<?, ?> ? "an object" : "a function";
    }
}
