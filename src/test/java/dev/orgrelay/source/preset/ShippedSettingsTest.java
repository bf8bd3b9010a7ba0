package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedSettingsTest {

    private static final String PRESET = "orgrelay.sources.hr.preset";
    private static final String PROOF = "orgrelay.sources.hr.authentication.";
    private static final String SCHEME = PROOF + "scheme";
    private static final String FORMAT = "orgrelay.sources.hr.format";

    @Test
    void theSettingsOfThePresetAreThoseOfTheSource() {
        SmallRyeConfig config = config(Map.of(PRESET, "test-preset"));

        assertThat(value(config, FORMAT)).isEqualTo("json");
        assertThat(value(config, "orgrelay.sources.hr.constants.prefix")).isEqualTo("team");
    }

    @Test
    void everyKeyThatPeopleWriteComesFirst() {
        assertThat(value(config(Map.of(PRESET, "test-preset", FORMAT, "form")), FORMAT))
                .isEqualTo("form");
    }

    @Test
    void aPresetCanBeNamedInTheEnvironment() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(Map.of("ORGRELAY_SOURCES_HR_PRESET", "test-preset"), 300))
                .build();

        assertThat(value(config, FORMAT)).isEqualTo("json");
    }

    @Test
    void theSettingsOfTheSchemeAreThoseOfTheSource() {
        SmallRyeConfig config = config(Map.of(SCHEME, "svix"));

        assertThat(value(config, PROOF + "header")).isEqualTo("svix-signature");
        assertThat(value(config, PROOF + "prefix")).isEqualTo("v1,");
    }

    @Test
    void theSchemeOfAPresetLiesBelowIt() {
        SmallRyeConfig config = config(Map.of(PRESET, "okta"));

        assertThat(value(config, PROOF + "header")).isEqualTo("authorization");
        assertThat(value(config, PROOF + "algorithm")).isEqualTo("equality");
    }

    @Test
    void anotherSchemeTakesThePlaceOfAllThatBelongsToThePresets() {
        SmallRyeConfig config = config(Map.of(PRESET, "justworks", SCHEME, "bearer"));

        assertThat(value(config, PROOF + "header")).isEqualTo("authorization");
        assertThat(value(config, PROOF + "timestamp")).isNull();
        assertThat(value(config, PROOF + "signed")).isNull();
        assertThat(value(config, FORMAT)).isEqualTo("json");
    }

    @Test
    void theSameSchemeLeavesThePresetAsItIs() {
        assertThat(value(config(Map.of(PRESET, "gitlab", SCHEME, "header")), PROOF + "header"))
                .isEqualTo("x-gitlab-token");
    }

    @Test
    void aNewPlaceTakesTheOldOnesPlace() {
        SmallRyeConfig config = config(Map.of(PRESET, "gitlab", PROOF + "field", "token"));

        assertThat(value(config, PROOF + "header")).isNull();
    }

    @Test
    void withoutATimestampNothingIsSaidAboutIt() {
        SmallRyeConfig config = config(Map.of(SCHEME, "workos", PROOF + "timestamp", "none"));

        assertThat(value(config, PROOF + "tolerance")).isNull();
        assertThat(value(config, PROOF + "timestamp-unit")).isNull();
    }

    @Test
    void aSchemeCanBeNamedInTheEnvironmentOfASourceThatIsNamedElsewhere() {
        SmallRyeConfig config = builder()
                .withSources(new EnvConfigSource(Map.of("ORGRELAY_SOURCES_MY_HR_AUTHENTICATION_SCHEME", "svix"), 300))
                .withSources(new PropertiesConfigSource(Map.of("orgrelay.sources.my-hr.format", "json"), "people", 250))
                .build();

        assertThat(value(config, "orgrelay.sources.my-hr.authentication.header"))
                .isEqualTo("svix-signature");
    }

    @Test
    void whatIsForReadersIsNoSetting() {
        assertThat(Preset.settings("test-preset"))
                .doesNotContainKey("preset.title")
                .hasSize(5);
    }

    /** Which is why the mapping of a preset is no setting. */
    @Test
    void aSettingLosesEverySecondDollar() {
        assertThat(value(config(Map.of("mapping", "$$.body.$sum(x)")), "mapping"))
                .isEqualTo("$.body.$sum(x)");
        assertThat(Preset.mapping("test-preset").orElseThrow()).contains("$$.body");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "", "../presets/test-preset", "TEST-PRESET", "test-preset/x", "index.txt"})
    void anUnknownPresetBringsNothing(String name) {
        assertThat(Preset.exists(name)).isFalse();
        assertThat(Preset.settings(name)).isEmpty();
        assertThat(value(config(Map.of(PRESET, name)), FORMAT)).isNull();
    }

    @Test
    void itIsRegisteredAsAService() {
        assertThat(StreamSupport.stream(
                        ServiceLoader.load(ConfigSourceFactory.class).spliterator(), false))
                .hasAtLeastOneElementOfType(ShippedSettings.class);
    }

    private static String value(SmallRyeConfig config, String name) {
        return config.getConfigValue(name).getValue();
    }

    private static SmallRyeConfig config(Map<String, String> properties) {
        return builder()
                .withSources(new PropertiesConfigSource(properties, "people", 250))
                .build();
    }

    private static SmallRyeConfigBuilder builder() {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withSources(new ShippedSettings());
    }
}
