package dev.orgrelay.telemetry;

import dev.orgrelay.configuration.StrictSettings;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Telemetry as a configuration makes it. */
public final class ConfiguredTelemetry {

    private ConfiguredTelemetry() {}

    public static Telemetry of(Map<String, String> settings) {
        return new Telemetry(config(settings));
    }

    /** @param config that has them */
    public static Telemetry of(SmallRyeConfig config) {
        return new Telemetry(config.getConfigMapping(TelemetryConfig.class));
    }

    static TelemetryConfig config(Map<String, String> settings) {
        return new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withDefaultValues(settings)
                .withMapping(TelemetryConfig.class)
                .build()
                .getConfigMapping(TelemetryConfig.class);
    }
}
