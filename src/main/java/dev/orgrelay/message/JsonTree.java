package dev.orgrelay.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.io.IOException;
import java.math.BigDecimal;

/** Builds the tree of one JSON document in a single pass, with the checks that a parser leaves to others. */
final class JsonTree {

    /** Beyond every number of this world; a few characters such as 1e999999999 would otherwise become gigabytes when written out. */
    private static final int MAX_SCALE = 1_000;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final JsonParser parser;

    JsonTree(JsonParser parser) {
        this.parser = parser;
    }

    JsonNode readDocument() throws IOException {
        if (parser.nextToken() == null) {
            throw malformed("there is nothing");
        }
        JsonNode document = value(0);
        if (parser.nextToken() != null) {
            throw malformed("something follows the document");
        }
        return document;
    }

    private JsonNode value(int depth) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> array(deeper(depth));
            case VALUE_STRING -> NODES.textNode(unicode(parser.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> decimal();
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw malformed("a value is missing");
        };
    }

    private int deeper(int depth) {
        if (depth == Json.MAX_DEPTH) {
            throw malformed("it is nested deeper than " + Json.MAX_DEPTH);
        }
        return depth + 1;
    }

    private ObjectNode object(int depth) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = unicode(parser.currentName());
            if (object.has(name)) {
                throw malformed("the key '" + Text.shorten(name) + "' appears twice");
            }
            parser.nextToken();
            object.set(name, value(depth));
        }
        return object;
    }

    private ArrayNode array(int depth) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(depth));
        }
        return array;
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode decimal() throws IOException {
        try {
            BigDecimal decimal = parser.getDecimalValue();
            if (Math.abs((long) decimal.scale()) <= MAX_SCALE) {
                return NODES.numberNode(decimal);
            }
        } catch (NumberFormatException e) {
            // Its exponent does not even fit into an int: the same ending as a scale beyond the limit.
        }
        throw malformed("the exponent of a number is too large");
    }

    private String unicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
                    throw malformed("a text holds half of a surrogate pair");
                }
                i++;
            }
        }
        return text;
    }

    private Malformed malformed(String reason) {
        return malformed(reason, parser.currentTokenLocation());
    }

    static Malformed malformed(IOException failure) {
        if (failure instanceof StreamConstraintsException tooLong) {
            return malformed("a text, a name or a number is too long", tooLong.getLocation());
        }
        if (failure instanceof JsonEOFException end) {
            return malformed("it ends too early", end.getLocation());
        }
        return failure instanceof JacksonException wrong
                ? malformed(Text.shorten(wrong.getOriginalMessage()), wrong.getLocation())
                : malformed("it cannot be read", JsonLocation.NA);
    }

    private static Malformed malformed(String reason, JsonLocation location) {
        boolean known = location != null && location.getLineNr() > 0;
        String where = known ? " (line " + location.getLineNr() + ", column " + location.getColumnNr() + ")" : "";
        return new Malformed("unreadable JSON: " + reason + where);
    }
}
