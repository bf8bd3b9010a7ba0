package dev.orgrelay.http;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.journal.status.SourceActivities;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** The access of operators as a configuration makes it. */
public final class ConfiguredOperators {

    private ConfiguredOperators() {}

    public static OperatorAccess of(Map<String, String> settings) {
        return of(new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(settings, "test", 100))
                .withMapping(HttpConfig.class)
                .build());
    }

    /** @param config that has them */
    public static OperatorAccess of(SmallRyeConfig config) {
        HttpConfig http = config.getConfigMapping(HttpConfig.class);
        return new OperatorAccess(
                http,
                LaunchMode.NORMAL,
                new OtherSites(http),
                new SourceActivities(Clock.systemUTC(), Scheduler.ON_WORKERS));
    }
}
