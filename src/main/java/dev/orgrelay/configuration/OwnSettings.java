package dev.orgrelay.configuration;

import dev.orgrelay.organization.Text;
import io.smallrye.config.ConfigSourceInterceptorContext;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * What somebody has set for this program.
 *
 * @param properties by their keys
 * @param environment by the names of variables; the keys they stand for are found by the mappings
 */
record OwnSettings(Map<String, ConfigValue> properties, Map<String, ConfigValue> environment) {

    /** What every key begins with. */
    static final String ROOT = "orgrelay";

    static final String PREFIX = ROOT + ".";

    private static final String PREFIX_IN_ENVIRONMENT = "ORGRELAY_";
    private static final int ENVIRONMENT_ORDINAL = 300;
    private static final int PROPERTIES_ORDINAL = 400;

    private static final String KEY_VAULT = "@Microsoft.KeyVault(";

    private static final Pattern MISSING = Pattern.compile("Could not expand value (.+) in property");
    private static final Pattern EMPTY_ELEMENT = Pattern.compile("(?:^|(?<!\\\\),)\\s*(?:,|$)");
    private static final Pattern SECRET =
            Pattern.compile(".*(secret|token|password|key|headers|connection).*", Pattern.CASE_INSENSITIVE);

    static OwnSettings in(ConfigSourceInterceptorContext context) {
        Map<String, ConfigValue> properties = new TreeMap<>();
        Map<String, ConfigValue> environment = new TreeMap<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (!isOwn(name)) {
                continue;
            }
            ConfigValue value = context.proceed(name);
            if (value == null) {
                continue;
            }
            if (isVariable(name)) {
                environment.put(name, value);
            } else if (!isGuess(value)) {
                properties.put(name, value);
            }
        }
        return new OwnSettings(properties, environment);
    }

    /** Sources of variables also list the keys that these may stand for; the mappings know better. */
    private static boolean isGuess(ConfigValue value) {
        return value.getConfigSourceName() != null
                && value.getConfigSourceName().contains(EnvConfigSource.NAME);
    }

    static boolean isOwn(String name) {
        return name.startsWith(PREFIX) || isVariable(name);
    }

    private static boolean isVariable(String name) {
        return name.startsWith(PREFIX_IN_ENVIRONMENT);
    }

    /** Keys that no mapping reads. */
    void checkNames(KnownKeys known, Mistakes mistakes) {
        properties.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> mistakes.addHidden(key, Optional.empty(), unknown(key, known.like(key))));
        environment.keySet().stream()
                .filter(known::isMisspelt)
                .forEach(variable -> mistakes.add(unknown(variable, known.likeVariable(variable))));
    }

    /** What is unknown may be a secret. */
    private static String unknown(String name, Optional<String> like) {
        return name + " = (not shown): there is no such key"
                + like.map(other -> ", did you mean " + other + "?")
                        .orElse("; docs/configuration.md lists all of them");
    }

    /** Values that are wrong whatever they are for. */
    void checkValues(KnownKeys known, Mistakes mistakes) {
        properties.forEach((key, value) -> checkValue(key, value, () -> known.of(key), known, mistakes));
        environment.forEach(
                (variable, value) -> checkValue(variable, value, () -> known.ofVariable(variable), known, mistakes));
    }

    private static void checkValue(
            String name, ConfigValue value, Supplier<Optional<String>> pattern, KnownKeys known, Mistakes mistakes) {
        value.getProblems()
                .forEach(problem -> mistakes.addHidden(
                        name, pattern.get().flatMap(known::defaultOf), unresolved(name, problem.getMessage())));
        String text = Optional.ofNullable(value.getValue()).orElse("-");
        if (text.startsWith(KEY_VAULT)) {
            mistakes.add(name + " = (not shown): this is a Key Vault reference that the platform has not resolved;"
                    + " look at its status in the app's settings and at the identity's access to the vault");
        }
        if (EMPTY_ELEMENT.matcher(text).find()
                && pattern.get().filter(known::isList).isPresent()) {
            mistakes.add(name + " = " + shown(name, text)
                    + ": one of its elements is empty; a comma inside an element is written \\,");
        }
    }

    private static String unresolved(String name, String problem) {
        Matcher missing = MISSING.matcher(problem);
        String variable = missing.find() ? missing.group(1) : "";
        return name + " = ${" + variable + "}: " + variable + " is not set, neither as a variable nor as a setting";
    }

    private static String shown(String name, String value) {
        return SECRET.matcher(name).matches() ? "(not shown)" : Text.shorten(value);
    }

    /** The same settings for a mapping, expressions expanded. */
    List<ConfigSource> sources(Set<String> without) {
        return List.of(
                new PropertiesConfigSource(texts(properties, without), "settings", PROPERTIES_ORDINAL),
                new EnvConfigSource(texts(environment, without), ENVIRONMENT_ORDINAL));
    }

    private static Map<String, String> texts(Map<String, ConfigValue> values, Set<String> without) {
        Map<String, String> texts = new HashMap<>();
        values.forEach((name, value) -> {
            if (value.getValue() != null && !without.contains(name)) {
                texts.put(name, value.getValue());
            }
        });
        return texts;
    }
}
