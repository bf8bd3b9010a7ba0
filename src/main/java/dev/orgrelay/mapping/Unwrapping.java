package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the messages of a request are in its body: at the end of a {@link BodyPath}.
 *
 * <p>An array there is many messages, anything else is one. A text there is JSON inside a text.
 */
public final class Unwrapping {

    /** The most messages in one request. */
    public static final int MAX_MESSAGES = 5_000;

    private final BodyPath path;
    private final boolean splitsArrays;

    private Unwrapping(BodyPath path, boolean splitsArrays) {
        this.path = path;
        this.splitsArrays = splitsArrays;
    }

    /** The body as it is: always one message, even if it is an array. */
    public static Unwrapping none() {
        return new Unwrapping(BodyPath.of(""), false);
    }

    /**
     * The messages at the end of a path.
     *
     * @throws IllegalArgumentException if a name in {@code path} is empty
     */
    public static Unwrapping at(String path) {
        return new Unwrapping(BodyPath.of(path), true);
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
        JsonNode found = BodyPath.opened(path.find(body));
        if (found.isMissingNode() || found.isNull()) {
            throw new Malformed("there is no '" + Text.shorten(path.toString()) + "' in the body");
        }
        return found.isArray() ? elements(found) : List.of(found);
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
