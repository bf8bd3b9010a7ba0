package dev.orgrelay.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.ProductionCode;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithUnnamedKey;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The defaults are those of SmallRye Config, only found faster. */
class NamedDefaultsTest {

    @ParameterizedTest
    @ValueSource(strings = {"hr", "\"hr\"", "\"h.r\"", "future"})
    void everyKeyHasTheDefaultOfItsMapping(String name) {
        SmallRyeConfigBuilder mapped =
                new SmallRyeConfigBuilder().addDiscoveredConverters().withMappingIgnore("orgrelay.**");
        mappings().forEach(mapped::withMapping);
        SmallRyeConfig as = mapped.build();
        mapped = new SmallRyeConfigBuilder().withCustomizers(new StrictSettings());
        mappings().forEach(mapped::withMapping);
        SmallRyeConfig faster = mapped.build();

        Map<String, String> expected = new TreeMap<>();
        Map<String, String> found = new TreeMap<>();
        keys(name).forEach(key -> {
            expected.put(key, valueAndOrigin(as, key));
            found.put(key, valueAndOrigin(faster, key));
        });
        assertThat(found).isEqualTo(expected).containsEntry("orgrelay.sources." + name + ".future", "apply by default");
    }

    @ParameterizedTest
    @CsvSource({
        "a.x.b,       named",
        "a.\"x.y\".b, named",
        "a.x.list[3], element",
        "d.x.deep,    any",
        "d.x.y.deep,  any",
        "d.\"x.y\",     any",
        "a.b,         ",
        "a.x.c.b,     ",
        "b,           "
    })
    void aKeyIsComparedAsSmallRyeConfigDoes(String key, String value) {
        Map<String, String> defaults = Map.of("a.*.b", "named", "a.*.list[*]", "element", "d.*", "any");
        assertThat(config(defaults, key)).isEqualTo(value);
        assertThat(new SmallRyeConfigBuilder()
                        .withDefaultValues(defaults)
                        .build()
                        .getConfigValue(key)
                        .getValue())
                .isEqualTo(value);
    }

    @Test
    void whatSomebodySetsComesFirst() {
        assertThat(config(Map.of("a.*.b", "default", "a.x.b", "set"), "a.x.b")).isEqualTo("set");
    }

    /** A mapping asks for its keys itself, but learns of chosen names, and of a group without one, from what is listed. */
    @Test
    void onlyWhatAMappingLearnsFromIsListed() {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withMapping(Mapped.class)
                .withDefaultValue("mapped.set", "by a builder")
                .withDefaultValue("mapped.unknown", "3");
        NamedDefaults.take(builder);
        SmallRyeConfig config = builder.withMappingIgnore("mapped.unknown").build();

        Set<String> listed = new HashSet<>();
        config.getPropertyNames().forEach(listed::add);
        assertThat(listed)
                .contains("mapped.set", "mapped.unknown", "mapped.groups.level")
                .doesNotContain("mapped.plain", "mapped.groups.*.level");
        Mapped mapped = config.getConfigMapping(Mapped.class);
        assertThat(mapped.plain()).isEqualTo("1");
        assertThat(mapped.set()).isEqualTo("by a builder");
        assertThat(mapped.groups()).containsOnlyKeys("<unnamed>");
        assertThat(mapped.groups().get("<unnamed>").level()).isEqualTo("2");
        assertThat(config.getConfigValue("mapped.plain").isDefault()).isTrue();
    }

    @ConfigMapping(prefix = "mapped")
    interface Mapped {
        @WithDefault("1")
        String plain();

        @WithDefault("1")
        String set();

        @WithUnnamedKey("<unnamed>")
        Map<String, Group> groups();
    }

    interface Group {
        @WithDefault("2")
        String level();
    }

    /** Quarkus warns of a deprecated key if somebody sets it. */
    private static String valueAndOrigin(SmallRyeConfig config, String key) {
        ConfigValue value = config.getConfigValue(key);
        return value.getRawValue() + (value.isDefault() ? " by default" : "");
    }

    private static String config(Map<String, String> defaults, String key) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withDefaultValues(defaults);
        NamedDefaults.take(builder);
        return builder.build().getConfigValue(key).getValue();
    }

    private static Stream<String> keys(String name) {
        return mappings()
                .flatMap(mapping -> ConfigClass.configClass(mapping).getProperties().keySet().stream())
                .map(pattern -> pattern.replace("[*]", "[0]").replace("*", name));
    }

    private static Stream<Class<?>> mappings() {
        return ProductionCode.CLASSES.stream()
                .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                .map(type -> type.reflect());
    }
}
