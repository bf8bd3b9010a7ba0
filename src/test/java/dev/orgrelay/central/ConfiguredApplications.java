package dev.orgrelay.central;

import dev.orgrelay.configuration.StrictSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** Applications as a configuration makes them. */
public final class ConfiguredApplications {

    private ConfiguredApplications() {}

    /** @param properties with their whole keys */
    public static Applications of(Map<String, String> properties) {
        return of(new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(ApplicationsConfig.class)
                .build());
    }

    /** @param config that has them */
    public static Applications of(SmallRyeConfig config) {
        return new Applications(
                config.getConfigMapping(ApplicationsConfig.class),
                new Connector(
                        TestApplications.tokens(),
                        new Shutdown(),
                        Clock.systemUTC(),
                        Scheduler.ON_WORKERS,
                        CallObserver.NONE,
                        "test"));
    }
}
