package dev.orgrelay.mapping;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.message.MediaType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * A form in a body as an object of texts; a field that is there several times is an array of them. Values stay the texts that they are, even if they
 * look like numbers.
 *
 * @see <a href="https://url.spec.whatwg.org/#urlencoded-parsing">application/x-www-form-urlencoded</a>
 */
public final class FormBody {

    static final int MAX_FIELDS = 5_000;

    private static final ByteBuffer BYTE_ORDER_MARK = StandardCharsets.UTF_8.encode("\uFEFF");

    private static final MediaType FORM = new MediaType("application", "x-www-form-urlencoded", Map.of());

    private FormBody() {}

    /**
     * The fields of the form in a request.
     *
     * @throws UnsupportedMediaType if the body is declared to be something else
     * @throws Malformed if it is not well encoded
     */
    public static ObjectNode read(Delivery delivery) {
        MediaType mediaType = MediaType.of(delivery).orElse(FORM);
        if (!mediaType.isForm()) {
            throw new UnsupportedMediaType(mediaType.toString(), FORM.toString());
        }
        return read(delivery.body());
    }

    /** @throws Malformed if {@code form} is not well encoded */
    public static ObjectNode read(byte[] form) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int count = 0;
        int from = BYTE_ORDER_MARK.equals(ByteBuffer.wrap(form, 0, Math.min(form.length, 3))) ? 3 : 0;
        while (from < form.length) {
            int to = indexOf('&', form, from, form.length);
            if (to > from) {
                if (++count > MAX_FIELDS) {
                    throw new Malformed("a form may have " + MAX_FIELDS + " fields, this one has more");
                }
                addField(fields, form, from, to);
            }
            from = to + 1;
        }
        return fields;
    }

    private static void addField(ObjectNode fields, byte[] form, int from, int to) {
        int equals = indexOf('=', form, from, to);
        String name = decoded(form, from, equals);
        JsonNode value = TextNode.valueOf(equals < to ? decoded(form, equals + 1, to) : "");
        JsonNode before = fields.get(name);
        if (before == null) {
            fields.set(name, value);
        } else if (before instanceof ArrayNode values) {
            values.add(value);
        } else {
            fields.putArray(name).add(before).add(value);
        }
    }

    private static int indexOf(char separator, byte[] form, int from, int to) {
        int index = from;
        while (index < to && form[index] != separator) {
            index++;
        }
        return index;
    }

    private static String decoded(byte[] form, int from, int to) {
        byte[] octets = new byte[to - from];
        int length = 0;
        for (int i = from; i < to; i++) {
            if (form[i] == '%') {
                octets[length++] = octet(form, i, to);
                i += 2;
            } else {
                octets[length++] = form[i] == '+' ? (byte) ' ' : form[i];
            }
        }
        return text(octets, length);
    }

    private static byte octet(byte[] form, int at, int to) {
        int high = at + 1 < to ? Character.digit(form[at + 1], 16) : -1;
        int low = at + 2 < to ? Character.digit(form[at + 2], 16) : -1;
        if (high < 0 || low < 0) {
            throw new Malformed("unreadable form: % is not followed by two hexadecimal digits");
        }
        return (byte) (high << 4 | low);
    }

    private static String text(byte[] octets, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, 0, length))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Malformed("unreadable form: the bytes are not valid UTF-8");
        }
    }
}
