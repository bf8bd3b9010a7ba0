package dev.orgrelay.configuration;

import dev.orgrelay.organization.Nearest;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys that are read. */
record KnownKeys(List<KnownKey> keys) {

    /** What every key begins with. */
    static final String PREFIX = "orgrelay.";

    /** What every variable begins with. */
    static final String VARIABLE = "ORGRELAY_";

    /** What keys begin with that nobody else reads; those of OpenTelemetry have the names that it gives them. */
    private static final Set<String> ROOTS = Set.of(PREFIX, "otel.");

    /** What the command line reads. */
    private static final String OF_THE_COMMAND_LINE = VARIABLE + "URL";

    private static final Pattern OF_KUBERNETES = Pattern.compile(".*_(SERVICE_(HOST|PORT)(_.*)?|PORT(_.*)?)");
    private static final String INDEX = "[*]";

    /** Those of the mappings of this program; none where a configuration is made without them, as when it is built. */
    static KnownKeys of(SmallRyeConfigBuilder builder) {
        Set<String> patterns = builder.getMappingsBuilder().getMappings().stream()
                .filter(mapping -> isOurs(root(mapping.getPrefix() + ".")))
                // not ConfigMappings: it asks the interfaces, of which a native executable has no methods
                .flatMap(mapping -> mapping.getProperties().keySet().stream())
                .collect(Collectors.toSet());
        return new KnownKeys(patterns.stream()
                .filter(pattern -> !pattern.endsWith(INDEX))
                .sorted()
                .map(pattern -> KnownKey.of(pattern, patterns.contains(pattern + INDEX)))
                .toList());
    }

    /** The one that {@code name} is, or the variable for; the most exact one, because {@code constants.*} would take every variable. */
    Optional<KnownKey> find(String name) {
        if (!isKey(name)) {
            return keys.stream()
                    .filter(known -> known.matchesVariable(name))
                    .max(Comparator.comparing(known -> known.variable().length()));
        }
        boolean isElement = name.endsWith("]");
        String key = isElement ? name.substring(0, Math.max(0, name.lastIndexOf('['))) : name;
        return keys.stream()
                .filter(known -> known.matches(key) && (known.isList() || !isElement))
                .findFirst();
    }

    /** The key that somebody may have meant, or the variable; the names of sources and applications cannot be told apart from the rest in a variable. */
    Optional<String> like(String name) {
        return isKey(name)
                ? Nearest.to(name, keys.stream().map(known -> known.withNamesOf(name)))
                : Nearest.to(
                        name,
                        keys.stream().filter(known -> !known.isBelowName()).map(KnownKey::variable));
    }

    /**
     * Whether a name that is not {@link #find found} is meant for this program. Platforms set variables that begin with the name of the program, too: Kubernetes does for
     * each service.
     */
    boolean isMisspelt(String name) {
        return isKey(name)
                || !name.equals(OF_THE_COMMAND_LINE)
                        && !OF_KUBERNETES.matcher(name).matches()
                        && (isBelowNames(name) || like(name).isPresent());
    }

    private boolean isBelowNames(String variable) {
        return keys.stream().anyMatch(known -> known.isBelowName() && variable.startsWith(known.variableOfNames()));
    }

    private static boolean isKey(String name) {
        return name.indexOf('.') >= 0;
    }

    /** Whether names that begin with {@code root} are looked at. */
    static boolean isOurs(String root) {
        return ROOTS.contains(root) || root.equals(VARIABLE);
    }

    /** What a name begins with, up to its first dot; up to its first {@code _} if it has none. */
    static String root(String name) {
        int dot = name.indexOf('.');
        return name.substring(0, (dot < 0 ? name.indexOf('_') : dot) + 1);
    }

    /** The right root for one that is misspelt, if it may be meant. */
    static Optional<String> rightRoot(String root) {
        String right = root.endsWith(".") ? PREFIX : VARIABLE;
        return Nearest.to(root, Stream.of(right)).filter(meant -> !root.equals(right));
    }
}
