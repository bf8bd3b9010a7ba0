package dev.orgrelay.http;

import dev.orgrelay.source.Sources;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where below {@code /api/events} or {@code /api/scim} a request goes.
 *
 * @param named the name of the source, if one is named
 * @param rest the path below it, without the slash; may be empty
 */
record EventPath(Optional<String> named, String rest) {

    /** @param path below that, still percent-encoded; the server turns away what is not encoded correctly (RFC 3986, 2.1) */
    static EventPath of(String path) {
        if (path.length() < 2) {
            return new EventPath(Optional.empty(), "");
        }
        int end = path.indexOf('/', 1);
        return end < 0
                ? new EventPath(Optional.of(decoded(path.substring(1))), "")
                : new EventPath(Optional.of(decoded(path.substring(1, end))), decoded(path.substring(end + 1)));
    }

    /** The same of a whole path; empty if it is not below {@code root}. */
    static Optional<EventPath> below(String root, String path) {
        boolean isBelow = path.equals(root) || path.startsWith(root + "/");
        return isBelow ? Optional.of(of(path.substring(root.length()))) : Optional.empty();
    }

    /** The same of a whole path, below either. */
    static Optional<EventPath> whole(String path) {
        return below(EventRoutes.ROOT, path).or(() -> below(ScimRoutes.ROOT, path));
    }

    /** The name of the source: the default one where none is named. */
    String source() {
        return named.orElse(Sources.DEFAULT);
    }

    /** What {@code path} below a source is, still percent-encoded, to the source. */
    static String rest(String path) {
        return of("/any/" + path).rest();
    }

    private static String decoded(String part) {
        return part.indexOf('%') < 0 ? part : URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
