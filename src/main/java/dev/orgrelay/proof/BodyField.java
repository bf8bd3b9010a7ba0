package dev.orgrelay.proof;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/**
 * A value inside a JSON body. An array on the way stands for all its elements, and they must agree: a batch in which one
 * element has the right token and another has none proves nothing.
 */
final class BodyField {

    private BodyField() {}

    static Optional<String> text(JsonNode node, List<String> path) {
        if (node.isArray()) {
            return common(node, path);
        }
        if (path.isEmpty()) {
            return node.isValueNode() && !node.isNull() ? Optional.of(node.asText()) : Optional.empty();
        }
        return text(node.path(path.get(0)), path.subList(1, path.size()));
    }

    private static Optional<String> common(JsonNode array, List<String> path) {
        Optional<String> common = Optional.empty();
        for (JsonNode element : array) {
            Optional<String> next = text(element, path);
            if (next.isEmpty() || common.isPresent() && !common.equals(next)) {
                return Optional.empty();
            }
            common = next;
        }
        return common;
    }
}
