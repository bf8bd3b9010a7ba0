package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Nearest;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The members of a JSON object in a setting. Each method throws {@link InvalidSettingException} where a member has the wrong type. */
final class Members {

    private final JsonNode object;

    /** @throws InvalidSettingException if {@code node} is no object, or has a member that is not in {@code known} */
    Members(JsonNode node, List<String> known) {
        require(node.isObject(), "expected a JSON object");
        for (Iterator<String> names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            require(known.contains(name), Nearest.unknown("member", name, known));
        }
        this.object = node;
    }

    boolean has(String name) {
        return object.hasNonNull(name);
    }

    Optional<String> text(String name) {
        return member(name).map(node -> {
            require(node.isTextual(), name + " must be text");
            return node.textValue();
        });
    }

    Optional<String> textOrNumber(String name) {
        return member(name).map(node -> {
            require(node.isTextual() || node.isIntegralNumber(), name + " must be a whole number or text");
            return node.asText();
        });
    }

    boolean flag(String name) {
        return member(name)
                .map(node -> {
                    require(node.isBoolean(), name + " must be true or false");
                    return node.booleanValue();
                })
                .orElse(false);
    }

    OptionalInt whole(String name) {
        return member(name)
                .map(node -> {
                    require(node.isIntegralNumber() && node.canConvertToInt(), name + " must be a whole number");
                    return OptionalInt.of(node.intValue());
                })
                .orElseGet(OptionalInt::empty);
    }

    double number(String name, double otherwise) {
        return member(name)
                .map(node -> {
                    require(node.isNumber(), name + " must be a number");
                    return node.doubleValue();
                })
                .orElse(otherwise);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new InvalidSettingException(sentence);
        }
    }
}
