package dev.orgrelay.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.organization.Nearest;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;

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
        return read(name, JsonNode::isTextual, "text").map(JsonNode::textValue);
    }

    Optional<String> textOrNumber(String name) {
        return read(name, node -> node.isTextual() || node.isIntegralNumber(), "a whole number or text")
                .map(JsonNode::asText);
    }

    boolean flag(String name) {
        return read(name, JsonNode::isBoolean, "true or false")
                .map(JsonNode::booleanValue)
                .orElse(false);
    }

    OptionalInt whole(String name) {
        return read(name, node -> node.isIntegralNumber() && node.canConvertToInt(), "a whole number")
                .map(node -> OptionalInt.of(node.intValue()))
                .orElseGet(OptionalInt::empty);
    }

    double number(String name, double otherwise) {
        return read(name, JsonNode::isNumber, "a number")
                .map(JsonNode::doubleValue)
                .orElse(otherwise);
    }

    private Optional<JsonNode> read(String name, Predicate<JsonNode> isRight, String what) {
        Optional<JsonNode> member = Optional.ofNullable(object.get(name)).filter(node -> !node.isNull());
        member.ifPresent(node -> require(isRight.test(node), name + " must be " + what));
        return member;
    }

    private static void require(boolean condition, String sentence) {
        if (!condition) {
            throw new InvalidSettingException(sentence);
        }
    }
}
