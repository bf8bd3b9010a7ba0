package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.Json;
import java.util.Arrays;
import java.util.List;

/**
 * A place in a body, as data: a path of member names, such as {@code data.events}.
 *
 * <p>An empty path is the body itself. A text on the way is JSON inside a text. A dot in a name is written {@code \.}; a member whose whole name is the
 * path, as {@code @odata.nextLink}, needs no such care.
 */
public final class BodyPath {

    private final String path;
    private final List<String> names;

    private BodyPath(String path, List<String> names) {
        this.path = path;
        this.names = names;
    }

    /** @throws IllegalArgumentException if a name in {@code path} is empty */
    public static BodyPath of(String path) {
        return new BodyPath(path, names(path));
    }

    private static List<String> names(String path) {
        if (path.isEmpty()) {
            return List.of();
        }
        List<String> names = Arrays.stream(path.split("(?<!\\\\)\\.", -1))
                .map(name -> name.replace("\\.", "."))
                .toList();
        if (names.contains("")) {
            throw new IllegalArgumentException("'" + path + "' is no path, allowed are names separated by dots");
        }
        return names;
    }

    /**
     * What is there; a missing node if nothing is.
     *
     * @throws Malformed if a text on the way is no JSON
     */
    public JsonNode find(JsonNode body) {
        JsonNode found = body;
        boolean isOneName = names.size() > 1 && body.has(path);
        for (String name : isOneName ? List.of(path) : names) {
            found = opened(found).path(name);
        }
        return found;
    }

    /** The node, or the JSON in it if it is a text. */
    static JsonNode opened(JsonNode node) {
        return node.isTextual() ? Json.read(node.textValue()) : node;
    }

    @Override
    public String toString() {
        return path;
    }
}
