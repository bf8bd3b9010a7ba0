package dev.orgrelay.source.lookup;

import dev.orgrelay.source.fetch.PercentEncoding;
import java.net.URI;

/** A URL with a place for an id (RFC 6570, level 1, with the one variable {@code id}). */
record UrlTemplate(String template) {

    private static final String VARIABLE = "{id}";

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
        return URI.create(template.replace(VARIABLE, PercentEncoding.encode(id)));
    }
}
