package dev.orgrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {

    @TempDir
    Path sources;

    @Test
    void theKeysOfAMappingAreThoseThatSmallRyeMakes() throws IOException {
        write("""
                package sample;
                /** What a {@link Lamp} needs. */
                @ConfigMapping(prefix = "house.lamp")
                interface LampConfig {
                    /** How bright, {@code 1|2}. */
                    @WithDefault("2") int brightnessLevel();
                    /** When. Default: {@code dusk}. Example: {@code noon}. */
                    @WithName("on.at") Optional<String> time();
                    /** Which colours. */
                    List<Colour> colours();
                    /** Labels. */
                    Map<String, String> labels();
                    /** Its plug. */
                    Optional<Plug> plug();
                    /** Not a key. */
                    default int zero() { return 0; }
                    /** A plug. <p>It has pins. */
                    interface Plug {
                        /** How long. */
                        Duration cableLife();
                    }
                    enum Colour { WARM_WHITE, RED }
                }
                """);
        assertThat(rendered()).endsWith("""
                ## Lamp

                What a Lamp needs.

                | key | type | default | environment variable | description |
                | --- | --- | --- | --- | --- |
                | `house.lamp.brightness-level` | number | `2` | `HOUSE_LAMP_BRIGHTNESS_LEVEL` | How bright, `1\\|2`. |
                | `house.lamp.on.at` | text | `dusk` | `HOUSE_LAMP_ON_AT` | When. Example: `noon`. |
                | `house.lamp.colours` | list of `warm-white` or `red` | none; must be set | `HOUSE_LAMP_COLOURS` | Which colours. |
                | `house.lamp.labels.<name>` | text | none | `HOUSE_LAMP_LABELS__NAME__` | Labels. |

                ### `house.lamp.plug`

                Its plug.

                It has pins.

                | key | type | default | environment variable | description |
                | --- | --- | --- | --- | --- |
                | `house.lamp.plug.cable-life` | duration | none; must be set | `HOUSE_LAMP_PLUG_CABLE_LIFE` | How long. |
                """);
    }

    @Test
    void aKeyWithoutJavadocIsNamed() throws IOException {
        write("""
                /** A lamp. */
                @ConfigMapping(prefix = "lamp")
                interface LampConfig {
                    int brightness();
                }
                """);
        assertThatThrownBy(this::rendered).hasMessageStartingWith("no Javadoc on LampConfig: ");
    }

    private void write(String text) throws IOException {
        Files.writeString(sources.resolve("LampConfig.java"), text);
    }

    private String rendered() throws IOException {
        return ConfigurationReference.render(Mapping.in(SourceCode.parse(sources)));
    }
}
