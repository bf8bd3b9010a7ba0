package dev.orgrelay.source;

import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.source.preset.ShippedSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** Sources as a configuration makes them. */
public final class ConfiguredSources {

    private ConfiguredSources() {}

    /** @param properties with their whole keys */
    public static Sources of(Map<String, String> properties) {
        return of(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withSources(new ShippedSettings())
                .withMapping(SourcesConfig.class)
                .withMapping(IdsConfig.class)
                .build());
    }

    /** @param config that has them */
    public static Sources of(SmallRyeConfig config) {
        return new Sources(
                config.getConfigMapping(SourcesConfig.class),
                config.getConfigMapping(IdsConfig.class),
                Clock.systemUTC());
    }
}
