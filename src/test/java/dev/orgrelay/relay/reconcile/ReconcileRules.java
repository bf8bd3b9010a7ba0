package dev.orgrelay.relay.reconcile;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Settings of plans from properties. */
public final class ReconcileRules {

    private ReconcileRules() {}

    /** @param properties with their whole keys */
    public static ReconcileSettings of(Map<String, String> properties) {
        return new ReconcileSettings(new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .withMapping(ReconcileConfig.class)
                .build()
                .getConfigMapping(ReconcileConfig.class));
    }
}
