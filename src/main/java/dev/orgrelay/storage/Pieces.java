package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A long text in as many properties of an entity as it needs, since one takes 32,768 characters. */
final class Pieces {

    /** What one takes, less a bit. */
    static final int LENGTH = 32_000;

    private Pieces() {}

    /** @param name what the properties are called, before their numbers */
    static void put(ObjectNode row, String name, String text) {
        for (int from = 0, number = 0; from < text.length(); number++) {
            int to = end(text, from);
            row.put(name + number, text.substring(from, to));
            from = to;
        }
    }

    static String get(JsonNode row, String name) {
        StringBuilder text = new StringBuilder();
        for (int number = 0; row.has(name + number); number++) {
            text.append(row.path(name + number).asText());
        }
        return text.toString();
    }

    /** Does not part the two halves of a character. */
    private static int end(String text, int from) {
        int to = Math.min(from + LENGTH, text.length());
        return to < text.length() && Character.isHighSurrogate(text.charAt(to - 1)) ? to - 1 : to;
    }
}
