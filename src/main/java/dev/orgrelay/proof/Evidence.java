package dev.orgrelay.proof;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One request, read with the eyes of one scheme. Lives as long as its verification. */
final class Evidence {

    private static final ObjectReader JSON = new ObjectMapper().reader();

    private final Delivery delivery;
    private final SignatureScheme scheme;
    private List<String> elements;
    private JsonNode tree;

    Evidence(Delivery delivery, SignatureScheme scheme) {
        this.delivery = delivery;
        this.scheme = scheme;
    }

    Delivery delivery() {
        return delivery;
    }

    /** The signatures, decoded. */
    List<byte[]> signatures() {
        List<String> texts = requireSignatures();
        List<byte[]> signatures = new ArrayList<>(texts.size());
        for (String text : texts) {
            scheme.encoding().decode(text).ifPresent(signatures::add);
        }
        return signatures;
    }

    /** The signatures as they are written; never empty. */
    List<String> requireSignatures() {
        List<String> texts = SignatureElements.signatures(elements(), scheme.prefixes());
        if (texts.isEmpty()) {
            throw new Unauthenticated(scheme.noun() + " " + scheme.signature() + " has nothing that starts with "
                    + String.join(" or ", scheme.prefixes()));
        }
        return texts;
    }

    Optional<String> element(String prefix) {
        return SignatureElements.signatures(elements(), List.of(prefix)).stream()
                .findFirst();
    }

    Optional<String> field(List<String> path) {
        return text(tree(), path);
    }

    Optional<String> messageId() {
        return scheme.messageId().flatMap(location -> location.in(this));
    }

    /** What stands at {@code location}. */
    String require(String noun, Location location) {
        return location.in(this).orElseThrow(() -> new Unauthenticated(noun + " " + location + " is missing or empty"));
    }

    String requireTimestamp() {
        return require("timestamp", scheme.timestamp().orElseThrow().location());
    }

    String requireMessageId() {
        return require("message id", scheme.messageId().orElseThrow());
    }

    private List<String> elements() {
        if (elements == null) {
            elements = SignatureElements.of(require(scheme.noun(), scheme.signature()), scheme.separator());
        }
        return elements;
    }

    private JsonNode tree() {
        if (tree == null) {
            tree = read();
        }
        return tree;
    }

    private JsonNode read() {
        try {
            return JSON.readTree(delivery.body());
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /**
     * A value inside a JSON body. An array on the way stands for all its elements, and they must agree: a batch in which one
     * element has the right token and another has none proves nothing.
     */
    private static Optional<String> text(JsonNode node, List<String> path) {
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
