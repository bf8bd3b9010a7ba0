package dev.orgrelay.message;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Masks the fields of a body that hold a secret, and leaves every other byte as it is.
 *
 * @param paths fields of a JSON body that hold one, beside those with usual names; an array on the way stands for its elements
 */
record SecretFields(Set<List<String>> paths) {

    /** What stands in place of a secret. */
    static final String MASK = "***";

    private static final String QUOTED_MASK = '"' + MASK + '"';

    /** What the names of such fields end with, without {@code -} and {@code _}. */
    private static final Pattern USUAL =
            Pattern.compile(".*(token|secret|password|clientstate|apikey|privatekey|authorization|signature)");

    /** Without any of these in it no body holds such a name. */
    private static final List<String> HINTS = List.of(
            "oken",
            "OKEN",
            "ecret",
            "ECRET",
            "assword",
            "ASSWORD",
            "ientState",
            "ientstate",
            "ient_state",
            "piKey",
            "pikey",
            "pi_key",
            "pi-key",
            "PI_KEY",
            "ateKey",
            "ate_key",
            "ate-key",
            "uthorization",
            "ignature");

    private static final Pattern IN_FORM_OR_XML = Pattern.compile(
            "(<[\\w:.-]*NAME[^<>]*>|NAME=)[^&<]*"
                    .replace("NAME", "(?:token|secret|password|api_?key|authorization|signature)"),
            Pattern.CASE_INSENSITIVE);

    /** What is no text that can be searched: JSON, also if it is malformed, and charsets in which a character is several bytes. */
    private static final Pattern UNSEARCHABLE = Pattern.compile("\\s*[\\[{].*|.*\0.*", Pattern.DOTALL);

    private static final JsonFactory JSON = new JsonFactory();

    /**
     * @param text the body, with a character for each byte
     * @return the same text if there is nothing to mask; empty if it is not known where it is
     */
    Optional<String> masked(byte[] body, String text) {
        if (body.length == 0 || paths.isEmpty() && !hasHint(text)) {
            return Optional.of(text);
        }
        try {
            return Optional.of(maskedJson(body, text));
        } catch (IOException notJson) {
            return paths.isEmpty() && !UNSEARCHABLE.matcher(text).matches()
                    ? Optional.of(IN_FORM_OR_XML.matcher(text).replaceAll("$1" + MASK))
                    : Optional.empty();
        }
    }

    private static boolean hasHint(String text) {
        for (String hint : HINTS) {
            if (text.contains(hint)) {
                return true;
            }
        }
        return text.indexOf('\0') >= 0;
    }

    private String maskedJson(byte[] body, String text) throws IOException {
        StringBuilder masked = new StringBuilder(text.length());
        int kept = 0;
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && isSecret(parser.getParsingContext())) {
                    int start = offset(parser.currentTokenLocation().getByteOffset());
                    parser.finishToken();
                    masked.append(text, kept, start).append(QUOTED_MASK);
                    kept = offset(parser.currentLocation().getByteOffset());
                }
            }
        }
        return kept == 0 ? text : masked.append(text, kept, text.length()).toString();
    }

    /** In another charset than UTF-8 the parser does not count bytes. */
    private static int offset(long bytes) throws IOException {
        if (bytes < 0) {
            throw new IOException("no UTF-8");
        }
        return (int) bytes;
    }

    private boolean isSecret(JsonStreamContext context) {
        List<String> path = path(context);
        return !path.isEmpty() && (paths.contains(path) || isUsual(path.get(path.size() - 1)));
    }

    private static List<String> path(JsonStreamContext innermost) {
        List<String> path = new LinkedList<>();
        for (JsonStreamContext context = innermost; context != null; context = context.getParent()) {
            if (context.inObject() && context.getCurrentName() != null) {
                path.add(0, context.getCurrentName());
            }
        }
        return path;
    }

    private static boolean isUsual(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
        return USUAL.matcher(plain).matches();
    }
}
