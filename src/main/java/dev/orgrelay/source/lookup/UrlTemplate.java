package dev.orgrelay.source.lookup;

import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A URL with a place for an id (RFC 6570, level 1, with the one variable {@code id}). */
record UrlTemplate(String template) {

    private static final String VARIABLE = "{id}";
    private static final String UNRESERVED = "-._~";

    /** @throws IllegalArgumentException if this is not an HTTP URL with one place for an id, after its host */
    UrlTemplate {
        int place = template.indexOf(VARIABLE);
        int path = template.indexOf('/', template.indexOf("://") + 3);
        boolean isHttp = template.startsWith("https://") || template.startsWith("http://");
        if (!isHttp || path < 0 || place < path || place != template.lastIndexOf(VARIABLE)) {
            throw new IllegalArgumentException("allowed is an http or https URL with one {id} behind its host");
        }
        URI.create(template.replace(VARIABLE, "id"));
    }

    URI expand(String id) {
        return URI.create(template.replace(VARIABLE, encode(id)));
    }

    private static String encode(String id) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : id.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean isPlain = c < 0x80 && (Character.isLetterOrDigit(c) || UNRESERVED.indexOf(c) >= 0);
            encoded.append(isPlain ? String.valueOf(c) : String.format("%%%02X", octet & 0xff));
        }
        return encoded.toString();
    }
}
