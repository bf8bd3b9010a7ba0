package dev.orgrelay.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Strict reading of JSON (RFC 8259) that other people wrote: what two readers could understand differently is malformed.
 *
 * <p>So keys are unique, text is Unicode without lone surrogates (RFC 7493, 2.1), bytes are valid in their charset, nothing follows the document.
 * Numbers keep every digit. Depth and lengths are limited.
 */
public final class Json {

    /** The deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    static final int MAX_TEXT_LENGTH = 16 * 1024 * 1024;
    static final int MAX_NAME_LENGTH = 1_000;
    static final int MAX_NUMBER_LENGTH = 256;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private static final JsonFactory FACTORY = JsonFactory.builder()
            // Interned names of strangers would fill a table that the whole JVM shares.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(MAX_TEXT_LENGTH)
                    .maxNameLength(MAX_NAME_LENGTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

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
            return parse(() -> FACTORY.createParser(json));
        }
        CharBuffer text = decode(json, charset);
        return parse(() -> FACTORY.createParser(text.array(), text.arrayOffset() + text.position(), text.remaining()));
    }

    /** @throws Malformed if it cannot be read as JSON */
    public static JsonNode read(String json) {
        return parse(() -> FACTORY.createParser(json));
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

    private static CharBuffer decode(byte[] json, Charset charset) {
        try {
            // A new decoder reports what it cannot decode, where other ways to make a string replace it.
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(json));
            boolean marked = text.hasRemaining() && text.get(text.position()) == BYTE_ORDER_MARK;
            return marked ? text.position(text.position() + 1) : text;
        } catch (CharacterCodingException e) {
            throw new Malformed("unreadable JSON: the bytes are not valid " + charset.name());
        }
    }

    private static JsonNode parse(ParserSource source) {
        try (JsonParser parser = source.open()) {
            return new JsonTree(parser).readDocument();
        } catch (IOException e) {
            throw JsonTree.malformed(e);
        }
    }

    private interface ParserSource {

        JsonParser open() throws IOException;
    }
}
