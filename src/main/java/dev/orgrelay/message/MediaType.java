package dev.orgrelay.message;

import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A media type (RFC 9110, 8.3.1).
 *
 * @param type in lower case
 * @param subtype in lower case
 * @param parameters by name in lower case, values as written, without their quotes
 */
public record MediaType(String type, String subtype, Map<String, String> parameters) {

    /** What a body is when nobody says what it is. */
    public static final MediaType JSON = new MediaType("application", "json", Map.of());

    private static final String JSON_SUFFIX = "+json";

    /**
     * The media type of a request's body, if it has one.
     *
     * @throws UnsupportedMediaType if {@code Content-Type} is malformed
     */
    public static Optional<MediaType> of(Delivery delivery) {
        return delivery.header("content-type").map(MediaType::require);
    }

    /** The media type that {@code text} is, if it is one. */
    public static Optional<MediaType> parse(String text) {
        return text.equals("application/json") ? Optional.of(JSON) : new MediaTypeParser(text).parse();
    }

    private static MediaType require(String text) {
        return parse(text)
                .orElseThrow(() -> new UnsupportedMediaType(text, "a media type of the form type/subtype; name=value"));
    }

    /** Whether the content is JSON: {@code application/json}, {@code text/json}, or any type that ends with {@code +json} (RFC 6839, 3.1). */
    public boolean isJson() {
        return subtype.endsWith(JSON_SUFFIX)
                || subtype.equals("json") && (type.equals("application") || type.equals("text"));
    }

    /**
     * The charset of the content, UTF-8 if none is named.
     *
     * @throws UnsupportedMediaType if nobody here knows the charset
     */
    public Charset charset() {
        String name = parameters.get("charset");
        if (name == null || name.equalsIgnoreCase("utf-8")) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            throw new UnsupportedMediaType(toString(), "a known charset such as utf-8");
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(type).append('/').append(subtype);
        parameters.forEach(
                (name, value) -> text.append("; ").append(name).append('=').append(value));
        return text.toString();
    }
}
