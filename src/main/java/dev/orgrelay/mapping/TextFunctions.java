package dev.orgrelay.mapping;

import com.dashjoin.jsonata.Jsonata.JFunction;
import com.dashjoin.jsonata.Utils;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;

/**
 * JSONata's functions on text that a message could keep busy or make huge, written anew so that they can be stopped. They do what the
 * documentation says.
 *
 * @see <a href="https://docs.jsonata.org/string-functions">String functions</a>
 */
record TextFunctions(Bounds bounds) {

    /** Longer is no text that anybody wants to read; the library's own {@code $pad} takes minutes for it. */
    static final int MAX_PADDED = 10_000;

    Map<String, JFunction> byName() {
        return Map.of(
                "contains", Arguments.function(this::contains, "<s-(sf):b>"),
                "match", Arguments.function(this::match, "<s-fn?:a<o>>"),
                "split", Arguments.function(this::split, "<s-(sf)n?:a<s>>"),
                "join", Arguments.function(this::join, "<a<s>s?:s>"),
                "pad", Arguments.function(this::pad, "<s-ns?:s>"));
    }

    private Object contains(Arguments arguments) {
        return matcher(arguments).find();
    }

    private Object match(Arguments arguments) {
        int limit = arguments.limit(2, bounds);
        List<Object> matches = Utils.createSequence();
        Matcher matcher = matcher(arguments);
        while (matches.size() < limit && matcher.find()) {
            matches.add(match(matcher));
            bounds.requireElements(matches.size());
        }
        return matches;
    }

    private static Map<String, Object> match(MatchResult found) {
        Map<String, Object> match = new LinkedHashMap<>();
        match.put("match", found.group());
        match.put("index", found.start());
        match.put("groups", groups(found));
        return match;
    }

    /** The captured groups; one that took no part is null. */
    static List<Object> groups(MatchResult found) {
        List<Object> groups = new ArrayList<>();
        for (int i = 1; i <= found.groupCount(); i++) {
            groups.add(found.group(i));
        }
        return groups;
    }

    private Object split(Arguments arguments) {
        int limit = arguments.limit(2, bounds);
        List<Object> parts = new ArrayList<>();
        Matcher matcher = matcher(arguments);
        String text = arguments.text(0);
        int from = 0;
        while (matcher.find()) {
            // Between two characters there is nothing to leave out, before the first and after the last nothing to
            // part.
            if (matcher.end() > 0 && matcher.start() < text.length()) {
                parts.add(text.substring(from, matcher.start()));
                bounds.requireElements(parts.size());
                from = matcher.end();
            }
        }
        parts.add(text.substring(from));
        return new ArrayList<>(parts.subList(0, Math.min(limit, parts.size())));
    }

    private Matcher matcher(Arguments arguments) {
        return arguments.pattern(1, bounds).matcher(new Bounds.GuardedText(arguments.text(0), bounds));
    }

    private Object join(Arguments arguments) {
        String separator = arguments.isUndefined(1) ? "" : arguments.text(1);
        StringBuilder joined = new StringBuilder();
        String before = "";
        for (Object text : arguments.list(0)) {
            joined.append(before).append(text);
            before = separator;
            bounds.requireTextLength(joined.length());
            bounds.tick();
        }
        return joined.toString();
    }

    private Object pad(Arguments arguments) {
        String text = arguments.text(0);
        double width = arguments.number(1);
        if (!(Math.abs(width) <= MAX_PADDED)) {
            throw bounds.stop("$pad makes texts of at most " + MAX_PADDED + " characters");
        }
        int missing = (int) Math.abs(width) - text.codePointCount(0, text.length());
        if (missing <= 0) {
            return text;
        }
        String padding = padding(arguments.isUndefined(2) ? "" : arguments.text(2), missing);
        return width < 0 ? padding + text : text + padding;
    }

    private static String padding(String unit, int length) {
        int[] characters =
                (unit.isEmpty() ? " " : unit).codePoints().limit(length).toArray();
        StringBuilder padding = new StringBuilder();
        for (int i = 0; i < length; i++) {
            padding.appendCodePoint(characters[i % characters.length]);
        }
        return padding.toString();
    }
}
