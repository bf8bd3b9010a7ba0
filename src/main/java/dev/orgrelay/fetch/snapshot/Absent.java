package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;

/** The ways in which senders say that no page follows: no member, null, {@code false}, or an empty text. */
final class Absent {

    private Absent() {}

    static boolean is(JsonNode node) {
        return node.isMissingNode()
                || node.isNull()
                || node.isBoolean() && !node.booleanValue()
                || node.isTextual() && node.textValue().isEmpty();
    }
}
