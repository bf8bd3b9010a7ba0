package dev.orgrelay.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SandboxAsApplicationTest {

    private static final String SWITCH = "orgrelay.sandbox.enabled";
    private static final String URL = "orgrelay.applications.default.url";
    private static final String API_TOKEN = "orgrelay.applications.default.api-token";
    private static final int APPLICATION_PROPERTIES = 250;

    @Test
    void theSandboxIsTheDefaultApplication() {
        SmallRyeConfig config = config(Map.of(SWITCH, "true"));

        assertThat(value(config, URL)).isEqualTo("http://127.0.0.1:8080/sandbox");
        assertThat(value(config, "orgrelay.applications.default.credential")).isEqualTo("api-token");
        assertThat(config.getPropertyNames()).contains(URL, API_TOKEN);
    }

    @Test
    void itsTokenIsOneThatTheSandboxAccepts() {
        String token = value(config(Map.of(SWITCH, "true")), API_TOKEN);

        assertThat(new AuthorizationHeader(Clock.systemUTC()).refusal(Optional.of(token)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "", "off"})
    void aSandboxThatIsOffIsNoApplication(String off) {
        assertThat(value(config(Map.of(SWITCH, off)), URL)).isNull();
    }

    @Test
    void nothingIsSuppliedWhereNobodySpeaksOfASandbox() {
        assertThat(value(config(Map.of()), URL)).isNull();
    }

    @Test
    void anyConfiguredApplicationKeepsItOut() {
        SmallRyeConfig config =
                config(Map.of(SWITCH, "true", "orgrelay.applications.other.url", "https://other.example"));

        assertThat(value(config, URL)).isNull();
    }

    @Test
    void anApplicationFromTheEnvironmentKeepsItOut() {
        SmallRyeConfig config = builder(Map.of(SWITCH, "true"))
                .withSources(new EnvConfigSource(
                        Map.of("ORGRELAY_APPLICATIONS_DEFAULT_URL", "https://contoso.azureiotcentral.com"), 300))
                .build();

        assertThat(value(config, URL)).isEqualTo("https://contoso.azureiotcentral.com");
        assertThat(value(config, API_TOKEN)).isNull();
    }

    @Test
    void anApplicationOfAnotherProfileDoesNotCount() {
        SmallRyeConfig config =
                config(Map.of(SWITCH, "true", "%prod.orgrelay.applications.default.url", "https://contoso.example"));

        assertThat(value(config, URL)).isEqualTo("http://127.0.0.1:8080/sandbox");
    }

    @Test
    void whatTheBuildRecordedOfItDoesNotCount() {
        SmallRyeConfig config = builder(Map.of(SWITCH, "true", "quarkus.http.port", "9000"))
                .withSources(new PropertiesConfigSource(Map.of(URL, "http://127.0.0.1:8080/sandbox"), "recorded", 0))
                .build();

        assertThat(value(config, URL)).isEqualTo("http://127.0.0.1:9000/sandbox");
    }

    @Test
    void thePortFollowsTheServersAlsoThroughExpressions() {
        SmallRyeConfig config =
                config(Map.of(SWITCH, "true", "PORT", "7071", "quarkus.http.port", "${OTHER:${PORT:8080}}"));

        assertThat(value(config, URL)).isEqualTo("http://127.0.0.1:7071/sandbox");
    }

    @Test
    void inTestsThePortIsTheTestPort() {
        Map<String, String> on = Map.of("%test." + SWITCH, "true", "quarkus.http.port", "9000");

        assertThat(value(builder(on).withProfile("test").build(), URL)).isEqualTo("http://127.0.0.1:8081/sandbox");
        assertThat(value(
                        builder(on)
                                .withProfile("test")
                                .withDefaultValue("quarkus.http.test-port", "8181")
                                .build(),
                        URL))
                .isEqualTo("http://127.0.0.1:8181/sandbox");
    }

    @Test
    void itIsWeakerThanEverythingThatPeopleWrite() {
        SmallRyeConfig config = config(Map.of(SWITCH, "true"));

        assertThat(config.getConfigValue(URL).getConfigSourceOrdinal()).isEqualTo(50);
    }

    @Test
    void itIsRegisteredAsAService() {
        assertThat(StreamSupport.stream(
                        ServiceLoader.load(io.smallrye.config.ConfigSourceFactory.class)
                                .spliterator(),
                        false))
                .hasAtLeastOneElementOfType(SandboxAsApplication.class);
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getConfigValue(name).getValue();
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return builder(properties).build();
    }

    private static SmallRyeConfigBuilder builder(Map<String, String> properties) {
        ConfigSource source = new PropertiesConfigSource(properties, "people", APPLICATION_PROPERTIES);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(source)
                .withSources(new SandboxAsApplication());
    }
}
