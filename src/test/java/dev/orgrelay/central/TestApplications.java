package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;

/** Applications for tests without HTTP. */
public final class TestApplications {

    private static final Map<String, String> SETTINGS = Map.of(
            "orgrelay.applications.default.url", "https://contoso.azureiotcentral.com",
            "orgrelay.applications.default.api-token", "SharedAccessSignature sr=a&sig=b&skn=c&se=4102444800000");

    private TestApplications() {}

    /** The application {@code default} and no other, reached through {@code client}. */
    public static Applications of(Central client) {
        return new Applications(mapping(200), new Connector(Clock.systemUTC(), application -> CallObserver.NONE) {
            @Override
            Central connect(String name, ApplicationConfig config) {
                return client;
            }
        });
    }

    static ApplicationConfig config(int maxOrganizations) {
        return mapping(maxOrganizations).byName().get("default");
    }

    private static ApplicationsConfig mapping(int maxOrganizations) {
        return new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValues(SETTINGS)
                .withDefaultValue("orgrelay.applications.default.max-organizations", String.valueOf(maxOrganizations))
                .withMapping(ApplicationsConfig.class)
                .build()
                .getConfigMapping(ApplicationsConfig.class);
    }
}
