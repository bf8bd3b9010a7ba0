package dev.orgrelay.configuration;

import dev.orgrelay.organization.Nearest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that are read. */
record KnownKeys(List<KnownKey> keys) {

    /** What every key begins with. */
    static final String ROOT = "orgrelay";

    static final String PREFIX = ROOT + ".";

    private static final Pattern OF_KUBERNETES = Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT(_.*)?)");
    private static final String INDEX = "[*]";

    /** Those of the mappings of this program; none where a configuration is made without them, as when it is built. */
    static KnownKeys of(SmallRyeConfigBuilder builder) {
        Set<String> patterns = builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> (mapping.getPrefix() + ".").startsWith(PREFIX))
                // not ConfigMappings: it asks the interfaces, of which a native executable has no methods
                .flatMap(mapping -> mapping.getProperties().keySet().stream())
                .collect(Collectors.toSet());
        return new KnownKeys(patterns.stream()
                .filter(pattern -> !pattern.endsWith(INDEX))
                .sorted()
                .map(pattern -> KnownKey.of(pattern, patterns.contains(pattern + INDEX)))
                .toList());
    }

    /** Whether it is one of these, or the variable for one. */
    boolean contains(String name) {
        return find(name).isPresent();
    }

    /** Whether a key or a variable holds several values with commas between them. */
    boolean isList(String name) {
        return find(name).filter(KnownKey::isList).isPresent();
    }

    /** The key that somebody may have meant. */
    Optional<String> like(String key) {
        List<String> segments = KnownKey.segments(key);
        return Nearest.to(key, keys.stream().map(known -> known.withNamesOf(segments)));
    }

    /** The variable that somebody may have meant; the names of sources and applications cannot be told apart from the rest there. */
    Optional<String> likeVariable(String variable) {
        return Nearest.to(
                variable, keys.stream().filter(known -> !known.isBelowName()).map(KnownKey::variable));
    }

    /** The key or variable that is meant if it is {@link #ROOT} that is misspelt. */
    Optional<String> withRightRoot(String name) {
        boolean isKey = name.indexOf('.') >= 0;
        int end = Math.max(0, name.indexOf(isKey ? '.' : '_'));
        String right = isKey ? ROOT : ROOT.toUpperCase(Locale.ROOT);
        return Nearest.to(name.substring(0, end), Stream.of(right))
                .map(root -> root + name.substring(end))
                .filter(this::contains);
    }

    /**
     * Whether a variable is meant for this program, but for no key of it. Platforms set variables that begin with the name of the program, too:
     * Kubernetes does for each service.
     */
    boolean isMisspelt(String variable) {
        return !contains(variable)
                && !OF_KUBERNETES.matcher(variable).matches()
                && (isBelowNames(variable) || likeVariable(variable).isPresent());
    }

    private boolean isBelowNames(String variable) {
        return keys.stream()
                .filter(KnownKey::isBelowName)
                .anyMatch(known -> variable.startsWith(known.variableOfNames()));
    }

    private Optional<KnownKey> find(String name) {
        if (!name.startsWith(PREFIX)) {
            return longest(known -> known.matchesVariable(name));
        }
        int index = name.endsWith("]") ? name.lastIndexOf('[') : -1;
        List<String> segments = KnownKey.segments(index < 0 ? name : name.substring(0, index));
        return longest(known -> (index < 0 || known.isList()) && known.matches(segments));
    }

    /** The most exact one: {@code constants.*} would take everything. */
    private Optional<KnownKey> longest(Predicate<KnownKey> isMeant) {
        return keys.stream().filter(isMeant).max(Comparator.comparing(known -> known.variable()
                .length()));
    }
}
