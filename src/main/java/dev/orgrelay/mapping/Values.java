package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * JSON as the values that JSONata works on, and its numbers back as text.
 *
 * <p>JSONata calculates in double precision, in which 6969828847121885087 and 6969828847121885184 are the same (RFC 8259, 6). So a number whose digits
 * would not survive that, above all the long ids of some senders, is handed over as text. A number that comes out with more digits than that
 * was calculated, and its last digits are wrong.
 */
final class Values {

    /** The largest whole number that a double tells from its neighbours: 2 to the power of 53, minus 1. */
    static final long MAX_SAFE = (1L << 53) - 1;

    private static final int SAFE_DIGITS = 15;
    private static final int SHOWN = 40;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /** The value of {@code node}; it is new, because an evaluation may change what it is given. */
    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> object(node);
            case ARRAY -> array(node);
            case NUMBER -> number(node.decimalValue());
            case BOOLEAN -> node.booleanValue();
            case NULL, MISSING -> null;
            default -> node.asText();
        };
    }

    /** What an expression resulted in, as JSON; what JSON does not know stands there as its kind. */
    static JsonNode json(Object value) {
        if (Results.isNothing(value)) {
            return JSON.nullNode();
        }
        if (value instanceof Map<?, ?> members) {
            ObjectNode object = JSON.objectNode();
            members.forEach((name, member) -> object.set(String.valueOf(name), json(member)));
            return object;
        }
        if (value instanceof List<?> elements) {
            ArrayNode array = JSON.arrayNode();
            elements.forEach(element -> array.add(json(element)));
            return array;
        }
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            BigDecimal exact = new BigDecimal(number.toString());
            return isWhole(exact) ? JSON.numberNode(exact.toBigInteger()) : JSON.numberNode(exact);
        }
        if (value instanceof Boolean truth) {
            return JSON.booleanNode(truth);
        }
        return JSON.textNode(value instanceof String text ? text : kind(value));
    }

    /** What a value is, for messages to people. */
    static String kind(Object value) {
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

    /** The digits of a number; empty if they cannot be trusted. */
    static Optional<String> digits(Number number) {
        double value = number.doubleValue();
        return Math.abs(value) <= MAX_SAFE
                ? Optional.of(plain(new BigDecimal(number.toString()))) // NaN is not less or equal either
                : Optional.empty();
    }

    private static Map<String, Object> object(JsonNode node) {
        requireSize(node, Bounds.MAX_MEMBERS, "an object");
        Map<String, Object> object = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            object.put(member.getKey(), of(member.getValue()));
        }
        return object;
    }

    private static List<Object> array(JsonNode node) {
        requireSize(node, Bounds.MAX_ELEMENTS, "an array");
        List<Object> array = new ArrayList<>(node.size());
        for (JsonNode element : node) {
            array.add(of(element));
        }
        return array;
    }

    private static void requireSize(JsonNode node, int limit, String what) {
        if (node.size() > limit) {
            throw new Malformed("the message holds " + what + " with " + node.size()
                    + " elements, a mapping reads at most " + limit);
        }
    }

    private static Object number(BigDecimal number) {
        if (isWhole(number)) {
            boolean isSafe = number.abs().compareTo(BigDecimal.valueOf(MAX_SAFE)) <= 0;
            return isSafe ? Long.valueOf(number.longValueExact()) : plain(number);
        }
        double value = number.doubleValue();
        boolean isSafe =
                number.precision() <= SAFE_DIGITS && BigDecimal.valueOf(value).compareTo(number) == 0;
        return isSafe ? Double.valueOf(value) : plain(number);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.stripTrailingZeros().scale() <= 0;
    }

    private static String plain(BigDecimal number) {
        return (isWhole(number) ? number.setScale(0) : number).toPlainString();
    }
}
