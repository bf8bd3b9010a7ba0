package dev.orgrelay.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A key that is read.
 *
 * @param segments what stands between its dots, {@code *} for a name that is chosen
 * @param variable the environment variable for it, with the same stars
 * @param isList whether it holds several values with commas between them
 */
record KnownKey(List<String> segments, String variable, boolean isList) {

    private static final String CHOSEN = "*";

    /** @param pattern {@code orgrelay.sources.*.format} */
    static KnownKey of(String pattern, boolean isList) {
        return new KnownKey(segments(pattern), variable(pattern), isList);
    }

    /** What stands between the dots of {@code key}; a name with dots of its own is quoted. */
    static List<String> segments(String key) {
        List<String> segments = new ArrayList<>();
        boolean isQuoted = false;
        int start = 0;
        for (int i = 0; i < key.length(); i++) {
            isQuoted ^= key.charAt(i) == '"';
            if (key.charAt(i) == '.' && !isQuoted) {
                segments.add(key.substring(start, i));
                start = i + 1;
            }
        }
        segments.add(key.substring(start));
        return segments;
    }

    boolean isBelowName() {
        return segments.contains(CHOSEN);
    }

    /** The variable up to the first chosen name. */
    String variableOfNames() {
        return variable.substring(0, variable.indexOf(CHOSEN));
    }

    boolean matches(List<String> key) {
        if (key.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < key.size(); i++) {
            if (!segments.get(i).equals(CHOSEN) && !segments.get(i).equals(key.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code name} is its variable; a chosen name has one character or more. */
    boolean matchesVariable(String name) {
        List<String> parts = List.of(variable.split("\\*", -1));
        int end = parts.get(0).length();
        if (parts.size() == 1 || !name.startsWith(parts.get(0))) {
            return name.equals(variable);
        }
        for (String part : parts.subList(1, parts.size() - 1)) {
            int found = name.indexOf(part, end + 1);
            if (found < 0) {
                return false;
            }
            end = found + part.length();
        }
        String last = parts.get(parts.size() - 1);
        return name.length() - last.length() > end && name.endsWith(last);
    }

    /** The key with the names that are in {@code other}. */
    String withNamesOf(List<String> other) {
        List<String> named = new ArrayList<>(segments);
        for (int i = 0; i < Math.min(named.size(), other.size()); i++) {
            if (named.get(i).equals(CHOSEN)) {
                named.set(i, other.get(i));
            }
        }
        return String.join(".", named);
    }

    /** As EnvConfigSource writes a key, except for the star. */
    private static String variable(String pattern) {
        StringBuilder variable = new StringBuilder(pattern.toUpperCase(Locale.ROOT));
        for (int i = 0; i < variable.length(); i++) {
            char c = variable.charAt(i);
            boolean stays = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '*';
            variable.setCharAt(i, stays ? c : '_');
        }
        return variable.toString();
    }
}
