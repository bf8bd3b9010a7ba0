package dev.orgrelay.http;

import dev.orgrelay.source.Sources;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Where below {@code /api/events} a request goes.
 *
 * @param source the name of the source
 * @param rest the path below it, without the slash; may be empty
 * @param isDefault whether no source is named, so that the default one is meant
 */
record EventPath(String source, String rest, boolean isDefault) {

    /**
     * @param path below {@code /api/events}, as it was sent
     * @throws ProblemException if it is not encoded as RFC 3986, 2.1 says
     */
    static EventPath of(String path) {
        if (path.length() < 2) {
            return new EventPath(Sources.DEFAULT, "", true);
        }
        int end = path.indexOf('/', 1);
        return end < 0
                ? new EventPath(decoded(path.substring(1)), "", false)
                : new EventPath(decoded(path.substring(1, end)), decoded(path.substring(end + 1)), false);
    }

    private static String decoded(String part) {
        if (part.indexOf('%') < 0) {
            return part;
        }
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException(400, "the path is not percent-encoded correctly");
        }
    }
}
