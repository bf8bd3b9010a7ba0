package dev.orgrelay.identity;

import dev.orgrelay.configuration.StrictSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;

/** Settings of this room as a configuration makes them. */
public final class ConfiguredIdentity {

    private ConfiguredIdentity() {}

    /** @param properties with their whole keys */
    public static IdentitySettings of(Map<String, String> properties) {
        return new IdentitySettings(config(properties));
    }

    /** @param config that has them */
    public static IdentitySettings of(SmallRyeConfig config) {
        return new IdentitySettings(config.getConfigMapping(IdentityConfig.class));
    }

    static IdentityConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .withMapping(IdentityConfig.class)
                .build()
                .getConfigMapping(IdentityConfig.class);
    }
}
