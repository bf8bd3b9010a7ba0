package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.nio.charset.Charset;

/** A body in whatever a sender writes, such as XML, as one text that a mapping finds its way in; what is declared to be JSON is read as that. */
public final class TextBody {

    private TextBody() {}

    /**
     * @throws IntakeException.UnsupportedMediaType if nobody here knows the charset
     * @throws Malformed if the bytes are not of the charset, or not the JSON that they are declared to be
     */
    public static JsonNode read(Delivery delivery) {
        MediaType mediaType = MediaType.of(delivery).orElse(MediaType.JSON);
        return mediaType.isJson() ? Json.read(delivery) : TextNode.valueOf(text(delivery.body(), mediaType.charset()));
    }

    private static String text(byte[] body, Charset declared) {
        return Characters.decode(body, Characters.marked(body, declared), "text");
    }
}
