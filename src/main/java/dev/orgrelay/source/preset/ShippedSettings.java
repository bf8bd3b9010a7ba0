package dev.orgrelay.source.preset;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Puts the settings of a preset, and below them those of the scheme, below those of the source that names them, so that every key which somebody sets comes first. Of a
 * preset whose scheme somebody replaces, nothing that belongs to the scheme is left.
 *
 * <p>The mapping is not among them: a setting is searched for expressions that start with {@code $}, and JSONata is full of them.
 */
public final class ShippedSettings implements ConfigSourceFactory {

    /** Below {@code application.properties} (250) and every place where people write settings. */
    static final int ORDINAL = 60;

    private static final String SOURCES = "orgrelay.sources.";
    private static final String AUTHENTICATION = "authentication.";
    private static final String SCHEME = "scheme";

    /** What decides about other parts of a scheme, too. */
    private static final List<String> DECISIVE = List.of("header", "query", "field", "timestamp");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        Schemes schemes = Schemes.all();
        for (String source : sources(context)) {
            of(key -> value(context, SOURCES + source + "." + key), schemes)
                    .forEach((key, value) -> settings.put(SOURCES + source + "." + key, value));
        }
        return settings.isEmpty()
                ? List.of()
                : List.of(new PropertiesConfigSource(settings, "Org Relay presets and schemes", ORDINAL));
    }

    /** The names of the sources that somebody has set something of; quoted where a name needs it. */
    private static Set<String> sources(ConfigSourceContext context) {
        Set<String> sources = new TreeSet<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith(SOURCES)) {
                int start = SOURCES.length();
                int end = name.indexOf('.', name.startsWith("\"", start) ? name.indexOf('"', start + 1) : start);
                if (end > start) {
                    sources.add(name.substring(start, end));
                }
            }
        }
        return sources;
    }

    private static Optional<String> value(ConfigSourceContext context, String key) {
        return Optional.ofNullable(context.getValue(key))
                .map(ConfigValue::getValue)
                .map(String::strip);
    }

    /** @param own what people have set for the source */
    private static Map<String, String> of(Function<String, Optional<String>> own, Schemes schemes) {
        Map<String, String> settings = new TreeMap<>();
        Map<String, String> ofPreset = new TreeMap<>();
        own.apply("preset").map(Preset::settings).orElse(Map.of()).forEach((key, value) -> {
            boolean isPart = key.startsWith(AUTHENTICATION);
            (isPart ? ofPreset : settings).put(isPart ? key.substring(AUTHENTICATION.length()) : key, value);
        });
        Optional<String> scheme = own.apply(AUTHENTICATION + SCHEME);
        if (scheme.isPresent() && !scheme.get().equals(ofPreset.get(SCHEME))) {
            ofPreset.clear();
        }
        Map<String, String> changes = new TreeMap<>();
        DECISIVE.forEach(part -> own.apply(AUTHENTICATION + part).ifPresent(value -> changes.put(part, value)));
        Map<String, String> ofScheme = schemes.settings(scheme.orElseGet(() -> ofPreset.getOrDefault(SCHEME, "")));
        Schemes.rest(Schemes.merge(ofScheme, ofPreset), changes)
                .forEach((part, value) -> settings.put(AUTHENTICATION + part, value));
        return settings;
    }
}
