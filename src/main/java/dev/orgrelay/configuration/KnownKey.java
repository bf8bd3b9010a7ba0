package dev.orgrelay.configuration;

import java.util.Locale;

/**
 * A key that is read.
 *
 * @param pattern {@code orgrelay.sources.*.format}, with a star for a name that is chosen
 * @param variable the environment variable for it, with the same stars
 * @param isList whether it holds several values with commas between them
 */
record KnownKey(String pattern, String variable, boolean isList) {

    static KnownKey of(String pattern, boolean isList) {
        return new KnownKey(pattern, variable(pattern), isList);
    }

    boolean isBelowName() {
        return pattern.indexOf('*') >= 0;
    }

    /** The variable up to the first chosen name. */
    String variableOfNames() {
        return variable.substring(0, variable.indexOf('*'));
    }

    /** Whether {@code key} is this one; a chosen name has no dots, unless it is quoted. */
    boolean matches(String key) {
        int at = 0;
        for (int i = 0; i < pattern.length(); i++) {
            if (pattern.charAt(i) == '*') {
                int end = endOfName(key, at);
                if (end == at) {
                    return false;
                }
                at = end;
            } else if (at == key.length() || pattern.charAt(i) != key.charAt(at++)) {
                return false;
            }
        }
        return at == key.length();
    }

    private static int endOfName(String key, int from) {
        int quote = key.startsWith("\"", from) ? key.indexOf('"', from + 1) : from;
        int dot = key.indexOf('.', Math.max(quote, from));
        return dot < 0 ? key.length() : dot;
    }

    /** Whether {@code name} is its variable; a chosen name has one character or more, of any kind. */
    boolean matchesVariable(String name) {
        return matchesVariable(0, name, 0);
    }

    private boolean matchesVariable(int from, String name, int at) {
        int star = variable.indexOf('*', from);
        int length = (star < 0 ? variable.length() : star) - from;
        if (!name.regionMatches(at, variable, from, length)) {
            return false;
        }
        if (star < 0) {
            return name.length() == at + length;
        }
        for (int end = at + length + 1; end <= name.length(); end++) {
            if (matchesVariable(star + 1, name, end)) {
                return true;
            }
        }
        return false;
    }

    /** The key with the names that {@code key} has in the same places. */
    String withNamesOf(String key) {
        String[] named = pattern.split("\\.");
        String[] names = key.split("\\.");
        for (int i = 0; i < Math.min(named.length, names.length); i++) {
            named[i] = named[i].equals("*") ? names[i] : named[i];
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
