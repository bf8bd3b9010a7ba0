package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.ConfiguredApplications;
import dev.orgrelay.configuration.ConversionMistakes;
import dev.orgrelay.configuration.StrictSettings;
import dev.orgrelay.http.ConfiguredOperators;
import dev.orgrelay.identity.ConfiguredIdentity;
import dev.orgrelay.notice.ConfiguredNotices;
import dev.orgrelay.reconcile.ReconcileRules;
import dev.orgrelay.relay.TestOrder;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.preset.ShippedSettings;
import dev.orgrelay.storage.ConfiguredStorage;
import dev.orgrelay.storage.Storage;
import dev.orgrelay.telemetry.ConfiguredTelemetry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake of {@code configuration-mistakes.csv} stops the start with its line: settings, then how the line begins. */
class ConfigurationMistakesTest {

    private static final String SECRET = "hunter2";
    private static final Map<String, String> RIGHT = Map.of(
            "orgrelay.applications.contoso.url", "https://contoso.azureiotcentral.com",
            "orgrelay.applications.contoso.api-token", "SharedAccessSignature sr=1&sig=2&skn=3&se=4",
            "orgrelay.sources.hr.application", "contoso",
            "orgrelay.sources.it.application", "contoso",
            "orgrelay.sources.hr.authentication.scheme", "hmac",
            "orgrelay.sources.hr.authentication.secrets", "a-key-of-" + SECRET,
            "orgrelay.sources.it.authentication.scheme", "dangerous-none");

    record Mistake(Map<String, String> settings, String line) {

        @Override
        public String toString() {
            return settings.toString();
        }
    }

    static List<Mistake> mistakes() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/configuration-mistakes.csv")).stream()
                .map(ConfigurationMistakesTest::mistake)
                .toList();
    }

    private static Mistake mistake(String row) {
        int bar = row.lastIndexOf(" | ");
        Map<String, String> settings = new HashMap<>();
        for (String setting : row.substring(0, bar).split(" && ")) {
            int equals = setting.indexOf('=');
            settings.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return new Mistake(settings, row.substring(bar + 3));
    }

    @Test
    void theRightConfigurationIsRight() {
        assertThat(start(Map.of())).isEmpty();
    }

    @Test
    void variablesOfThePlatformAreNoMistakes() {
        assertThat(start(Map.of(
                        "ORGRELAY_SERVICE_HOST", "10.0.0.1",
                        "ORGRELAY_PORT", "tcp://10.0.0.1:80",
                        "ORGRELAY_PORT_80_TCP_ADDR", "10.0.0.1",
                        "ORGRELAY_SOURCES_SERVICE_PORT", "80",
                        "ORGRELAY_IMAGE_VERSION", "1.2")))
                .isEmpty();
    }

    @Test
    void everyWayToWriteAVariableIsRight() {
        assertThat(start(Map.of(
                        "ORGRELAY_OPERATOR_KEY", "a-key-of-" + SECRET,
                        "ORGRELAY_SOURCES_HR_ALLOWED_ORIGINS", "a.example,b.example",
                        "ORGRELAY_SOURCES__HR__CONSTANTS__REGION", "emea",
                        "ORGRELAY_APPLICATIONS_CONTOSO_MAX_DEPTH", "3")))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeStopsTheStartWithOneLine(Mistake mistake) {
        assertThat(start(mistake.settings()))
                .singleElement()
                .asString()
                .startsWith(mistake.line())
                .doesNotContain(SECRET)
                .doesNotContain("SRCFG");
    }

    @Test
    void thereAreMoreThanFiftyOfThemAndNoTwoTheSame() throws IOException {
        assertThat(mistakes()).extracting(Mistake::line).doesNotHaveDuplicates().hasSizeGreaterThanOrEqualTo(50);
    }

    @Test
    void allThatCannotBeConvertedIsListedAtOnce() {
        Map<String, String> settings = Map.of(
                "ORGRELAY_DANGEROUS_OPEN_FUNCTIONS", "tru",
                "orgrelay.max-body-size", "huge",
                "orgrelay.sandbox.enabled", "",
                "orgrelay.applications.contoso.retry-for", "soon",
                "orgrelay.reconcile.policy", "mirror",
                "orgrelay.sources.it.future", "later");

        assertThat(start(settings))
                .containsExactly(
                        "orgrelay.applications.contoso.retry-for = soon: allowed is a time, like 500ms, 8s, 5m or PT5M",
                        "orgrelay.dangerous-open-functions = tru: allowed are true and false",
                        "orgrelay.max-body-size = huge: allowed is a size in bytes, like 65536, 512K or 1M",
                        "orgrelay.reconcile.policy = mirror: allowed are create-only, sync, sync-owned, upsert-only",
                        "orgrelay.sandbox.enabled is empty: give it a value, or leave the key out",
                        "orgrelay.sources.it.future = later: allowed are apply, defer, ignore");
    }

    /** Whoever finds them: the configuration itself, the applications, the sources, or the look from one at the other. */
    @Test
    void allOtherMistakesAreListedAtOnce() {
        Map<String, String> settings = new HashMap<>();
        settings.put("orgrelay.sources.hr.fromat", "json");
        settings.put("ORGRELAY_OPERATR_KEY", SECRET);
        settings.put("quarkus.http.port", "http");
        settings.put("orgrelay.operator-key", "${NOWHERE}");
        settings.put("orgrelay.applications.contoso.max-depth", "0");
        settings.put("orgrelay.sources.hr.application", "fabrikam");
        settings.put("orgrelay.sources.hr.format", "json");
        settings.put("orgrelay.sources.hr.mapping", "body.(");
        settings.put("orgrelay.sources.hr.authentication.secrets", "a-key-of-" + SECRET + ",,");
        settings.put("orgrelay.sources.it.operations", "change");

        assertThat(start(settings))
                .extracting(line -> line.replaceFirst("(:| =| is).*", ""))
                .containsExactlyInAnyOrder(
                        "ORGRELAY_OPERATR_KEY",
                        "orgrelay.operator-key",
                        "quarkus.http.port",
                        "orgrelay.applications.contoso.max-depth",
                        "orgrelay.sources.hr.application",
                        "orgrelay.sources.hr.authentication.secrets",
                        "orgrelay.sources.hr.fromat",
                        "orgrelay.sources.hr.mapping",
                        "orgrelay.sources.it.operations");
    }

    @Test
    void aMisspeltPresetIsNamedWithTheOneThatIsMeant() {
        assertThat(start(Map.of("orgrelay.sources.hr.preset", "workoss")))
                .singleElement()
                .asString()
                .endsWith("; did you mean workos?");
    }

    @Test
    void whatOtherProgramsAreToldIsNoMistake() {
        assertThat(start(Map.of("orgrid.operator-key", "1", "ORG_KEY", "2", "orgrelays.colour", "blue")))
                .isEmpty();
    }

    /** The lines that a start with these settings ends with. */
    private static List<String> start(Map<String, String> settings) {
        Map<String, String> properties = new HashMap<>(RIGHT);
        properties.putAll(settings);
        properties.keySet().removeIf(key -> key.startsWith("ORGRELAY_"));
        Map<String, String> environment = settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("ORGRELAY_"))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        try {
            SmallRyeConfig config = config(properties, environment);
            Storage storage = ConfiguredStorage.of(config);
            new ConfigurationCheck()
                    .check(
                            new StartupEvent(),
                            config,
                            ConfiguredIdentity.of(config),
                            ConfiguredApplications.of(config),
                            ConfiguredSources.of(config),
                            storage,
                            ConfiguredStorage.queue(storage),
                            TestOrder.of(config),
                            ReconcileRules.of(config),
                            ConfiguredTelemetry.of(config),
                            ConfiguredOperators.of(config),
                            ConfiguredNotices.of(config));
            return List.of();
        } catch (ConfigurationException e) {
            assertThat(e.getMessage()).startsWith("wrong configuration:\n  ");
            return e.getMessage().lines().skip(1).map(String::strip).toList();
        } catch (ConfigValidationException e) {
            return ConversionMistakes.in(e);
        }
    }

    private static SmallRyeConfig config(Map<String, String> properties, Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withCustomizers(new StrictSettings())
                .withSources(new ShippedSettings())
                .withSources(
                        new PropertiesConfigSource(properties, "test", 250), new EnvConfigSource(environment, 300));
        mappings().forEach(builder::withMapping);
        return builder.build();
    }

    private static List<Class<?>> mappings() {
        return ProductionCode.CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .<Class<?>>map(type -> type.reflect())
                .toList();
    }
}
