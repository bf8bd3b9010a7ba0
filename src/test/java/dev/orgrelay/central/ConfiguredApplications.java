package dev.orgrelay.central;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** Applications as a configuration makes them. */
public final class ConfiguredApplications {

    private ConfiguredApplications() {}

    /** @param properties with their whole keys */
    public static Applications of(Map<String, String> properties) {
        ApplicationsConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(ApplicationsConfig.class)
                .build()
                .getConfigMapping(ApplicationsConfig.class);
        return new Applications(config, new Connector(Clock.systemUTC(), application -> CallObserver.NONE));
    }
}
