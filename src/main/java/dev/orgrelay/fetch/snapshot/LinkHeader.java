package dev.orgrelay.fetch.snapshot;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The header {@code Link}.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288">RFC 8288</a>
 */
final class LinkHeader {

    private static final String RELATION = "rel";
    private static final String NEXT = "next";

    private LinkHeader() {}

    /**
     * The target of the link whose relation is {@code next}, if there is one.
     *
     * @param values of all headers of this name
     * @throws SnapshotException if they cannot be read, or name several
     */
    static Optional<String> next(List<String> values) throws SnapshotException {
        Optional<String> next = Optional.empty();
        for (String value : values) {
            for (String link : split(value, ',')) {
                Optional<String> target = nextTarget(link.strip());
                if (next.isPresent() && target.isPresent() && !next.equals(target)) {
                    throw new SnapshotException("the header Link names several next pages");
                }
                next = target.isPresent() ? target : next;
            }
        }
        return next;
    }

    private static Optional<String> nextTarget(String link) throws SnapshotException {
        if (link.isEmpty()) {
            return Optional.empty();
        }
        List<String> parts = split(link, ';');
        String target = parts.get(0).strip();
        if (!target.startsWith("<") || !target.endsWith(">")) {
            throw new SnapshotException("the header Link cannot be read: a target belongs between < and >");
        }
        return parts.stream().skip(1).anyMatch(LinkHeader::isNext)
                ? Optional.of(target.substring(1, target.length() - 1))
                : Optional.empty();
    }

    private static boolean isNext(String parameter) {
        int equals = parameter.indexOf('=');
        if (equals < 0 || !parameter.substring(0, equals).strip().equalsIgnoreCase(RELATION)) {
            return false;
        }
        String relations =
                parameter.substring(equals + 1).replace("\"", "").strip().toLowerCase(Locale.ROOT);
        return Arrays.asList(relations.split("\\s+")).contains(NEXT);
    }

    /** The parts between separators that are neither in a target nor in a quoted text. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        char closing = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (closing != 0) {
                i += c == '\\' && closing == '"' ? 1 : 0;
                closing = c == closing ? 0 : closing;
            } else if (c == '"' || c == '<') {
                closing = c == '<' ? '>' : c;
            } else if (c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
