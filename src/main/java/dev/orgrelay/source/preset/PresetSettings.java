package dev.orgrelay.source.preset;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Puts the settings of a preset below those of the source that names it, so that every key which somebody sets comes first.
 *
 * <p>The mapping is not among them: a setting is searched for expressions that start with {@code $}, and JSONata is full of them.
 */
public final class PresetSettings implements ConfigSourceFactory {

    /** Below {@code application.properties} (250) and every place where people write settings. */
    static final int ORDINAL = 60;

    private static final Pattern KEY = Pattern.compile("orgrelay\\.sources\\.(\"[^\"]+\"|[^.\"]+)\\.preset");
    private static final Pattern IN_ENVIRONMENT = Pattern.compile("ORGRELAY_SOURCES_([A-Z0-9]+)_PRESET");

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        Map<String, String> settings = new HashMap<>();
        for (String source : sources(context)) {
            addSettings(settings, source, context.getValue(prefix(source) + "preset"));
        }
        return settings.isEmpty()
                ? List.of()
                : List.of(new PropertiesConfigSource(settings, "Org Relay presets", ORDINAL));
    }

    private static Set<String> sources(ConfigSourceContext context) {
        Set<String> sources = new TreeSet<>();
        for (Iterator<String> names = context.iterateNames(); names.hasNext(); ) {
            String name = names.next();
            Matcher key = KEY.matcher(name);
            Matcher inEnvironment = IN_ENVIRONMENT.matcher(name);
            if (key.matches()) {
                sources.add(key.group(1));
            } else if (inEnvironment.matches()) {
                sources.add(inEnvironment.group(1).toLowerCase(Locale.ROOT));
            }
        }
        return sources;
    }

    private static void addSettings(Map<String, String> settings, String source, ConfigValue preset) {
        if (preset != null && preset.getValue() != null) {
            Preset.settings(preset.getValue()).forEach((key, value) -> settings.put(prefix(source) + key, value));
        }
    }

    private static String prefix(String source) {
        return "orgrelay.sources." + source + ".";
    }
}
