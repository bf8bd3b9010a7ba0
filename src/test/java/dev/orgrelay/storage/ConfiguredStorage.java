package dev.orgrelay.storage;

import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.TestOrder;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Storage as a configuration makes it. */
public final class ConfiguredStorage {

    private ConfiguredStorage() {}

    /** @param properties with their whole keys */
    public static Storage of(Map<String, String> properties) {
        return of(properties, Optional.empty());
    }

    /** The change queue in {@code storage}. */
    public static ChangeQueue queue(Storage storage) {
        return new StorageQueue(storage, "organization-changes");
    }

    static Storage of(Map<String, String> properties, Optional<StorageTokens> tokens) {
        return of(config(properties), tokens);
    }

    /** @param config that has them */
    public static Storage of(SmallRyeConfig config) {
        return of(config, Optional.empty());
    }

    private static Storage of(SmallRyeConfig config, Optional<StorageTokens> tokens) {
        return new Storage(
                config.getConfigMapping(StoresConfig.class),
                config.getConfigMapping(StorageConfig.class),
                TestOrder.settings(),
                tokens,
                Clock.systemUTC());
    }

    /** The account alone. */
    static Account account(Map<String, String> properties) {
        return new AccountSettings(config(properties).getConfigMapping(StorageConfig.class)).account();
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .withMapping(StoresConfig.class)
                .withMapping(StorageConfig.class)
                .build();
    }
}
