package dev.orgrelay.configuration;

import dev.orgrelay.organization.Nearest;
import io.smallrye.config.PropertyNamesMatcher;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The keys that are read, as patterns: {@code orgrelay.sources.*.format}, {@code orgrelay.sources.*.operations[*]}.
 *
 * @param matcher of the same keys; quick, for the many that are right
 * @param defaults what is read where nothing is set, by pattern
 */
record KnownKeys(PropertyNamesMatcher matcher, Map<String, Optional<String>> defaults) {

    private static final Pattern OF_KUBERNETES = Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT(_.*)?)");
    private static final String INDEX = "[*]";
    private static final Pattern SEGMENT = Pattern.compile("\"[^\"]*\"|[^.\"]+");

    boolean contains(String key) {
        return matcher.matches(key);
    }

    /** The pattern of a key. */
    Optional<String> of(String key) {
        return first(pattern -> key.matches(regex(pattern)));
    }

    /** The pattern of the key that an environment variable stands for. */
    Optional<String> ofVariable(String variable) {
        return first(pattern -> variable.matches(variable(pattern).replace("*", ".+")));
    }

    boolean isList(String pattern) {
        return defaults.containsKey(pattern + INDEX);
    }

    /** What is read where a key, or a pattern, is not set. */
    Optional<String> defaultOf(String key) {
        return of(key).flatMap(defaults::get);
    }

    /** The key that somebody may have meant. */
    Optional<String> like(String key) {
        return Nearest.to(key, patterns().map(pattern -> inPlaceOf(key, pattern)));
    }

    /**
     * Whether a variable is meant for this program, but for no key of it. Platforms set variables that begin with the name of the program, too:
     * Kubernetes does for each service.
     */
    boolean isMisspelt(String variable) {
        return ofVariable(variable).isEmpty()
                && !OF_KUBERNETES.matcher(variable).matches()
                && (likeVariable(variable).isPresent() || isBelowNames(variable));
    }

    private boolean isBelowNames(String variable) {
        return patterns()
                .filter(pattern -> pattern.contains(".*."))
                .map(pattern -> variable(pattern.substring(0, pattern.indexOf('*'))))
                .anyMatch(variable::startsWith);
    }

    /** The variable that somebody may have meant; the names of sources and applications cannot be told apart from the rest there. */
    Optional<String> likeVariable(String variable) {
        return Nearest.to(
                variable, patterns().filter(pattern -> !pattern.contains("*")).map(KnownKeys::variable));
    }

    private Stream<String> patterns() {
        return defaults.keySet().stream()
                .filter(pattern -> !pattern.endsWith(INDEX))
                .sorted();
    }

    private Optional<String> first(Predicate<String> isMeant) {
        // the longest is the most exact one: constants.* would take everything
        return defaults.keySet().stream().filter(isMeant).max(Comparator.comparing(String::length));
    }

    private static String regex(String pattern) {
        return Pattern.quote(pattern).replace(INDEX, "\\E\\[\\d+]\\Q").replace("*", "\\E(" + SEGMENT + ")\\Q");
    }

    /** As EnvConfigSource writes a key, except for the star. */
    private static String variable(String pattern) {
        return pattern.replaceAll("[^A-Za-z0-9*]", "_").toUpperCase(Locale.ROOT);
    }

    /** The pattern with the names that are in {@code key}. */
    private static String inPlaceOf(String key, String pattern) {
        Matcher own = SEGMENT.matcher(key);
        StringBuilder filled = new StringBuilder();
        for (String segment : pattern.split("\\.")) {
            String given = own.find() ? own.group() : segment;
            filled.append(filled.length() == 0 ? "" : ".").append(segment.equals("*") ? given : segment);
        }
        return filled.toString();
    }
}
