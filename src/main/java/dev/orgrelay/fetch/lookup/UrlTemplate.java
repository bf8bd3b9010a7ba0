package dev.orgrelay.fetch.lookup;

import dev.orgrelay.configuration.OutboundUrl;
import dev.orgrelay.message.PercentEncoding;
import dev.orgrelay.organization.InvalidContentException;
import java.net.URI;
import java.util.Set;

/** A URL with a place for an id (RFC 6570, level 1, with the one variable {@code id}). */
record UrlTemplate(String template) {

    private static final String VARIABLE = "{id}";

    /** @throws IllegalArgumentException if this is not an HTTP URL with one place for an id, after its host; the message does not repeat it */
    UrlTemplate {
        int place = template.indexOf(VARIABLE);
        int path = template.indexOf('/', template.indexOf("://") + 3);
        if (path < 0
                || place < path
                || place != template.lastIndexOf(VARIABLE)
                || url(template).uri().isEmpty()) {
            throw new IllegalArgumentException(
                    "allowed is an http or https URL with one {id} behind its host, with credentials in headers");
        }
    }

    /** Whether nobody on the way reads what is sent there. */
    boolean isProtected() {
        return url(template).isProtected();
    }

    private static OutboundUrl url(String template) {
        return new OutboundUrl(template.replace(VARIABLE, "id"));
    }

    /** @throws InvalidContentException if that would be the URL of something else: a segment {@code ..} leads one up (RFC 3986, 5.2.4) */
    URI expand(String id) {
        if (Set.of(".", "..").contains(segment().replace(VARIABLE, id))) {
            throw new InvalidContentException("the id '" + id + "' cannot be a part of the lookup's URL");
        }
        return URI.create(template.replace(VARIABLE, PercentEncoding.encode(id)));
    }

    /** What stands around the place between slashes; nothing if it is in the query, where dots mean nothing. */
    private String segment() {
        int place = template.indexOf(VARIABLE);
        String path = template.split("[?#]", 2)[0];
        int end = path.indexOf('/', place);
        return place < path.length()
                ? path.substring(path.lastIndexOf('/', place) + 1, end < 0 ? path.length() : end)
                : "";
    }
}
