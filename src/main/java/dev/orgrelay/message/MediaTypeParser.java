package dev.orgrelay.message;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads one media type, from the left to the right (RFC 9110, 8.3.1, with tokens and quoted strings of 5.6). */
final class MediaTypeParser {

    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";
    private static final String NOTHING = "";

    private final String text;
    private int position;

    MediaTypeParser(String text) {
        this.text = text;
    }

    Optional<MediaType> parse() {
        skipSpace();
        String type = token();
        boolean divided = skip('/');
        String subtype = token();
        Map<String, String> parameters = new LinkedHashMap<>();
        boolean readable = divided && !type.isEmpty() && !subtype.isEmpty() && readParameters(parameters);
        return readable
                ? Optional.of(new MediaType(lowerCase(type), lowerCase(subtype), Map.copyOf(parameters)))
                : Optional.empty();
    }

    private boolean readParameters(Map<String, String> parameters) {
        skipSpace();
        while (skip(';')) {
            skipSpace();
            if (!atEnd() && text.charAt(position) != ';' && !readParameter(parameters)) {
                return false;
            }
            skipSpace();
        }
        return atEnd();
    }

    /** A parameter that comes twice could be understood in two ways, so it is an error. */
    private boolean readParameter(Map<String, String> parameters) {
        String name = token();
        if (name.isEmpty() || !skip('=')) {
            return false;
        }
        Optional<String> value = skip('"') ? quoted() : Optional.of(token()).filter(token -> !token.isEmpty());
        return value.isPresent() && parameters.putIfAbsent(lowerCase(name), value.get()) == null;
    }

    private String token() {
        int start = position;
        while (!atEnd() && isTokenCharacter(text.charAt(position))) {
            position++;
        }
        return start == position ? NOTHING : text.substring(start, position);
    }

    private Optional<String> quoted() {
        StringBuilder value = new StringBuilder();
        while (!atEnd()) {
            if (skip('"')) {
                return Optional.of(value.toString());
            }
            boolean escaped = skip('\\');
            if (!escaped || !atEnd()) {
                value.append(text.charAt(position++));
            }
        }
        return Optional.empty();
    }

    private boolean skip(char expected) {
        boolean found = !atEnd() && text.charAt(position) == expected;
        if (found) {
            position++;
        }
        return found;
    }

    private void skipSpace() {
        while (!atEnd() && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
            position++;
        }
    }

    private boolean atEnd() {
        return position == text.length();
    }

    private static boolean isTokenCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || TOKEN_SYMBOLS.indexOf(c) >= 0;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
