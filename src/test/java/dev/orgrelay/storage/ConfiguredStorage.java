package dev.orgrelay.storage;

import dev.orgrelay.configuration.FailedStart;
import dev.orgrelay.configuration.Mistakes;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
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

    /** Where nobody is a managed identity. */
    private static final AccessTokens NO_TOKENS = new AccessTokens() {
        @Override
        public AccessToken ofManagedIdentity(Optional<String> identity, String scope) {
            throw new UnsupportedOperationException("there is no managed identity");
        }

        @Override
        public AccessToken of(ClientCredentials credentials, String scope) {
            throw new UnsupportedOperationException("storage has a managed identity");
        }
    };

    private ConfiguredStorage() {}

    /** @param properties with their whole keys */
    public static Storage of(Map<String, String> properties) {
        return of(properties, NO_TOKENS);
    }

    /** The change queue in {@code storage}. */
    public static ChangeQueue queue(Storage storage) {
        return new StorageQueue(storage, "organization-changes");
    }

    static Storage of(Map<String, String> properties, AccessTokens tokens) {
        return of(config(properties), tokens);
    }

    /** @param config that has them */
    public static Storage of(SmallRyeConfig config) {
        return of(config, NO_TOKENS);
    }

    private static Storage of(SmallRyeConfig config, AccessTokens tokens) {
        return new Storage(
                config.getConfigMapping(StoresConfig.class),
                config.getConfigMapping(StorageConfig.class),
                config,
                TestOrder.settings(),
                tokens,
                Clock.systemUTC());
    }

    /** The account alone. */
    static Account account(Map<String, String> properties) {
        Mistakes mistakes = Mistakes.below("orgrelay.storage");
        Optional<Account> account =
                new AccountSettings(config(properties).getConfigMapping(StorageConfig.class), mistakes).account();
        FailedStart.throwIfAny(mistakes);
        return account.orElseThrow();
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 100))
                .withMapping(StoresConfig.class)
                .withMapping(StorageConfig.class)
                .build();
    }
}
