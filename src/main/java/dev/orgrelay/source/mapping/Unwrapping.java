package dev.orgrelay.source.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Text;
import dev.orgrelay.source.IntakeException.Malformed;
import dev.orgrelay.source.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where the messages of a request are in its body, as data: a path of member names, such as {@code data.events}.
 *
 * <p>An array at the end of the path is many messages, anything else is one. A text on the way or at the end is JSON inside a text. An empty path
 * is the body itself. A dot in a name is written {@code \.}.
 */
public final class Unwrapping {

    /** The most messages in one request. */
    public static final int MAX_MESSAGES = 5_000;

    private final String path;
    private final List<String> names;
    private final boolean splitsArrays;

    private Unwrapping(String path, List<String> names, boolean splitsArrays) {
        this.path = path;
        this.names = names;
        this.splitsArrays = splitsArrays;
    }

    /** The body as it is: always one message, even if it is an array. */
    public static Unwrapping none() {
        return new Unwrapping("", List.of(), false);
    }

    /**
     * The messages at the end of a path.
     *
     * @throws IllegalArgumentException if a name in {@code path} is empty
     */
    public static Unwrapping at(String path) {
        return new Unwrapping(path, names(path), true);
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
     * The messages in a body, in their order.
     *
     * @throws Malformed if there is nothing at the end of the path, or too much
     */
    public List<JsonNode> messages(JsonNode body) {
        if (!splitsArrays) {
            return List.of(body);
        }
        JsonNode found = opened(body);
        for (String name : names) {
            found = opened(found.path(name));
        }
        if (found.isMissingNode() || found.isNull()) {
            throw new Malformed("there is no '" + Text.shorten(path) + "' in the body");
        }
        return found.isArray() ? elements(found) : List.of(found);
    }

    private static JsonNode opened(JsonNode node) {
        return node.isTextual() ? Json.read(node.textValue()) : node;
    }

    private static List<JsonNode> elements(JsonNode array) {
        if (array.size() > MAX_MESSAGES) {
            throw new Malformed("one request may hold " + MAX_MESSAGES + " messages, this one has " + array.size());
        }
        List<JsonNode> elements = new ArrayList<>(array.size());
        array.forEach(elements::add);
        return elements;
    }
}
