package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Looks through what somebody has set, once, while the configuration is made: for keys that nobody reads, and for values that are wrong whatever they are for. What it
 * finds becomes a setting itself, which is read when the start can be stopped with everything else that is wrong.
 *
 * @param builder asked only when its configuration is made: others add to it after this
 */
public record KeyCheck(SmallRyeConfigBuilder builder) implements ConfigSourceFactory {

    private static final String LINES = "orgrelay-mistakes";
    private static final int ORDINAL = 1;

    /** What is wrong with an {@link #isUnresolvedSecret(String) unresolved secret}. */
    public static final String UNRESOLVED_SECRET = "this is a Key Vault reference that the platform has not resolved;"
            + " look at its status in the app's settings and at the identity's access to the vault";

    private static final String KEY_VAULT = "@Microsoft.KeyVault(";
    private static final List<String> SECRETS = List.of("secret", "token", "password", "key", "headers", "connection");
    private static final Pattern EMPTY_ELEMENT = Pattern.compile("(?:^|(?<!\\\\),)\\s*(?:,|$)");

    static final String PORT = "quarkus.http.port";
    private static final Pattern PORTS = Pattern.compile("\\d{1,5}");
    private static final int HIGHEST_PORT = 65_535;

    /** What it found. No secret is shown. */
    public static List<String> mistakes(Config config) {
        return config.getOptionalValue(LINES, String.class)
                .map(lines -> lines.lines().toList())
                .orElse(List.of());
    }

    /** Whether {@code text} is what stands for a secret in a vault. */
    public static boolean isUnresolvedSecret(String text) {
        return text.startsWith(KEY_VAULT);
    }

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        KnownKeys known = KnownKeys.of(builder);
        if (known.keys().isEmpty()) {
            return List.of();
        }
        Set<String> lines = new TreeSet<>();
        Map<String, Optional<String>> rightRoots = new HashMap<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            String root = KnownKeys.root(name);
            if (KnownKeys.isOurs(root)) {
                mistakes(name, context.getValue(name), known).forEach(lines::add);
            } else {
                rightRoots
                        .computeIfAbsent(root, KnownKeys::rightRoot)
                        .map(right -> right + name.substring(root.length()))
                        .filter(meant -> known.find(meant).isPresent() && !isGuess(name, context.getValue(name)))
                        .ifPresent(meant -> lines.add(unknown(name, Optional.of(meant))));
            }
        }
        port(context.getValue(PORT)).ifPresent(lines::add);
        return lines.isEmpty() ? List.of() : List.of(source(lines));
    }

    /** A setting is searched for expressions, which a line may show. */
    private static ConfigSource source(Set<String> lines) {
        String text = String.join("\n", lines).replace("$", "$$");
        return new PropertiesConfigSource(Map.of(LINES, text), "Org Relay mistakes", ORDINAL);
    }

    private static List<String> mistakes(String name, ConfigValue value, KnownKeys known) {
        Optional<KnownKey> key = isGuess(name, value) ? Optional.empty() : known.find(name);
        if (key.isPresent()) {
            return wrong(name, value, key.get().isList());
        }
        return !isGuess(name, value) && known.isMisspelt(name) ? List.of(unknown(name, known.like(name))) : List.of();
    }

    /** Sources of variables also list the keys that these may stand for; the mappings know better. */
    private static boolean isGuess(String name, ConfigValue value) {
        return name.indexOf('.') >= 0
                && value.getConfigSourceName() != null
                && value.getConfigSourceName().contains(EnvConfigSource.NAME);
    }

    /** What is unknown may be a secret. */
    private static String unknown(String name, Optional<String> like) {
        return name + " = (not shown): there is no such key"
                + like.map(other -> ", did you mean " + other + "?")
                        .orElse("; docs/configuration.md lists all of them");
    }

    private static List<String> wrong(String name, ConfigValue value, boolean isList) {
        if (!value.getProblems().isEmpty()) {
            return ConversionMistakes.in(value.getProblems());
        }
        String text = Optional.ofNullable(value.getValue()).orElse("-");
        if (isUnresolvedSecret(text)) {
            return List.of(name + " = (not shown): " + UNRESOLVED_SECRET);
        }
        boolean lacksElement = isList && EMPTY_ELEMENT.matcher(text).find();
        return lacksElement
                ? List.of(name + " = " + (isSecret(name) ? "(not shown)" : Text.shorten(text))
                        + ": one of its elements is empty; a comma inside an element is written \\,")
                : List.of();
    }

    private static boolean isSecret(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return SECRETS.stream().anyMatch(lower::contains);
    }

    /** The port of the server: Quarkus's own setting, but made of variables that a platform sets for this program. */
    private static Optional<String> port(ConfigValue port) {
        return Optional.ofNullable(port.getValue())
                .filter(text -> !PORTS.matcher(text.strip()).matches() || Integer.parseInt(text.strip()) > HIGHEST_PORT)
                .map(text -> PORT + " = " + port(text));
    }

    static String port(String value) {
        return Text.shorten(value) + ": allowed are 0 to " + HIGHEST_PORT
                + ", here as well as in FUNCTIONS_CUSTOMHANDLER_PORT and PORT";
    }
}
