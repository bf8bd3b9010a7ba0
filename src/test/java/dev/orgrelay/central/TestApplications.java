package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Applications for tests without HTTP. */
public final class TestApplications {

    private static final Map<String, String> SETTINGS = Map.of(
            "orgrelay.applications.default.url", "https://contoso.azureiotcentral.com",
            "orgrelay.applications.default.api-token", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");

    private TestApplications() {}

    /** The application {@code default} and no other, reached through {@code client}. */
    public static Applications of(Central client) {
        return new Applications(
                mapping(200),
                new Connector(
                        tokens(), new Shutdown(), Clock.systemUTC(), Scheduler.ON_WORKERS, CallObserver.NONE, "test") {
                    @Override
                    Central connect(String name, ApplicationConfig config) {
                        return client;
                    }
                });
    }

    /** An API token that is as good as any. */
    static Access access() {
        Clock clock = Clock.systemUTC();
        return new Access(new ApiToken("default", "token", clock), clock, new Availability("default", clock));
    }

    /** None, so only API tokens work. */
    static AccessTokens tokens() {
        return new NoTokens();
    }

    private static final class NoTokens implements AccessTokens {

        @Override
        public AccessToken ofManagedIdentity(Optional<String> clientId, String scope) {
            throw new UnsupportedOperationException();
        }

        @Override
        public AccessToken of(ClientCredentials credentials, String scope) {
            throw new UnsupportedOperationException();
        }
    }

    static ApplicationConfig config(int maxOrganizations) {
        return mapping(maxOrganizations).byName().get("default");
    }

    private static ApplicationsConfig mapping(int maxOrganizations) {
        return new SmallRyeConfigBuilder()
                .withCustomizers(new StrictSettings())
                .withDefaultValues(SETTINGS)
                .withDefaultValue("orgrelay.applications.default.max-organizations", String.valueOf(maxOrganizations))
                .withMapping(ApplicationsConfig.class)
                .build()
                .getConfigMapping(ApplicationsConfig.class);
    }
}
