package dev.orgrelay.message;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.organization.Text;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Strict reading of JSON (RFC 8259) that other people wrote: what two readers could understand differently is malformed.
 *
 * <p>So keys are unique, bytes are valid in their charset, nothing follows the document. Numbers keep every digit. Depth and lengths are limited. Half of a surrogate
 * pair (RFC 7493, 2.1) may be in a text that concerns nobody; who uses a text looks.
 */
public final class Json {

    /** The deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    static final int MAX_TEXT_LENGTH = 16 * 1024 * 1024;
    static final int MAX_NAME_LENGTH = 1_000;
    static final int MAX_NUMBER_LENGTH = 256;

    /** Beyond every number of this world; a few characters such as 1e999999999 would otherwise become gigabytes when written out. */
    private static final int MAX_SCALE = 1_000;

    private static final JsonMapper STRICT = JsonMapper.builder(JsonFactory.builder()
                    // Interned names of strangers would fill a table that the whole JVM shares.
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_TEXT_LENGTH)
                            .maxNameLength(MAX_NAME_LENGTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private static final Pattern DUPLICATE = Pattern.compile("Duplicate field '(.*)'", Pattern.DOTALL);

    private Json() {}

    /**
     * The JSON body of a request. Without a {@code Content-Type} it is taken for JSON in UTF-8.
     *
     * @throws UnsupportedMediaType if the body is declared to be something else, or in an unknown charset
     * @throws Malformed if it cannot be read
     */
    public static JsonNode read(Delivery delivery) {
        MediaType mediaType = MediaType.of(delivery).orElse(MediaType.JSON);
        if (!mediaType.isJson()) {
            throw new UnsupportedMediaType(mediaType.toString(), MediaType.JSON.toString());
        }
        return read(delivery.body(), mediaType.charset());
    }

    /** @throws Malformed if it cannot be read as JSON in UTF-8 */
    public static JsonNode read(byte[] json) {
        return read(json, StandardCharsets.UTF_8);
    }

    /** @throws Malformed if it cannot be read as JSON in {@code charset} */
    public static JsonNode read(byte[] json, Charset charset) {
        if (charset == StandardCharsets.UTF_8 && isAscii(json)) {
            return parse(() -> STRICT.createParser(json));
        }
        return read(Characters.decode(json, charset, "JSON"));
    }

    /** @throws Malformed if it cannot be read as JSON */
    public static JsonNode read(String json) {
        return parse(() -> STRICT.createParser(json));
    }

    /** {@code node} as text that can be sent and stored: halves of surrogate pairs are replaced. */
    public static String write(JsonNode node) {
        String json = node.toString();
        return Text.isUnicode(json) ? json : new String(json.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    /**
     * Only then may the parser see the bytes themselves: it takes zeros for UTF-16, and overlong forms and encoded surrogates for characters.
     */
    private static boolean isAscii(byte[] json) {
        for (byte octet : json) {
            if (octet <= 0) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode parse(ParserSource source) {
        try (JsonParser parser = source.open()) {
            JsonNode document = STRICT.readTree(parser);
            if (document == null) {
                throw malformed("there is nothing", parser.currentLocation());
            }
            if (parser.nextToken() != null) {
                throw malformed("something follows the document", parser.currentTokenLocation());
            }
            check(document);
            return document;
        } catch (NumberFormatException e) {
            throw hugeExponent();
        } catch (IOException e) {
            throw malformed(e);
        }
    }

    /** What a parser leaves to others. */
    private static void check(JsonNode node) {
        if (node.isBigDecimal() && Math.abs((long) node.decimalValue().scale()) > MAX_SCALE) {
            throw hugeExponent();
        }
        if (node.isContainerNode()) {
            node.forEach(Json::check);
        }
    }

    private static Malformed hugeExponent() {
        return malformed("the exponent of a number is too large", JsonLocation.NA);
    }

    private static Malformed malformed(IOException failure) {
        if (failure instanceof StreamConstraintsException beyond) {
            boolean isDeep = beyond.getOriginalMessage().contains("nesting depth");
            return malformed(
                    isDeep ? "it is nested deeper than " + MAX_DEPTH : "a text, a name or a number is too long",
                    beyond.getLocation());
        }
        if (failure instanceof JsonEOFException end) {
            return malformed("it ends too early", end.getLocation());
        }
        return failure instanceof JacksonException wrong
                ? malformed(reason(wrong.getOriginalMessage()), wrong.getLocation())
                : malformed("it cannot be read", JsonLocation.NA);
    }

    private static String reason(String message) {
        Matcher duplicate = DUPLICATE.matcher(message);
        if (duplicate.matches()) {
            return "the key '" + Text.shorten(duplicate.group(1)) + "' appears twice";
        }
        return Text.shorten(message);
    }

    private static Malformed malformed(String reason, JsonLocation location) {
        Optional<Position> position = Optional.ofNullable(location)
                .filter(known -> known.getLineNr() > 0)
                .map(known -> new Position(known.getLineNr(), known.getColumnNr()));
        String where = position.map(at -> " (" + at + ")").orElse("");
        return new Malformed("unreadable JSON: " + reason + where, position);
    }

    private interface ParserSource {

        JsonParser open() throws IOException;
    }
}
