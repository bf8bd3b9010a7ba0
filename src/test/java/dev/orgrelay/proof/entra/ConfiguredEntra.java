package dev.orgrelay.proof.entra;

import dev.orgrelay.proof.EntraConfig;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings of the scheme as a configuration makes them. */
final class ConfiguredEntra {

    @ConfigMapping(prefix = "hr")
    interface Settings {
        EntraConfig entra();
    }

    private ConfiguredEntra() {}

    /** @param more come on top of {@code settings}; an empty text takes one away */
    static EntraConfig of(Map<String, String> settings, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(more);
        Map<String, String> properties = new HashMap<>();
        all.forEach((key, value) -> properties.put("hr.entra." + key, value));
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(Settings.class)
                .build()
                .getConfigMapping(Settings.class)
                .entra();
    }
}
