package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/presets.md, and the index that the program reads, in step with the folders of the presets. */
class PresetsPageTest {

    private static final String UPDATE = "update-docs";

    @Test
    void thePageSaysWhatTheFoldersSay() throws IOException {
        assertUpToDate(Path.of("docs", "presets.md"), new PresetsPage(PresetFolder.all()).render());
    }

    @Test
    void theIndexListsTheFoldersAndTheirSamples() throws IOException {
        String expected = PresetFolder.all().stream()
                .flatMap(preset -> Stream.concat(
                        Stream.of(preset.name()),
                        preset.samples().keySet().stream().map(name -> preset.name() + "/samples/" + name + ".json")))
                .collect(Collectors.joining("\n", "", "\n"));
        assertUpToDate(PresetFolder.ALL.resolve("index.txt"), expected);
    }

    @Test
    void theProgramFindsWhatTheIndexLists() {
        for (PresetFolder preset : PresetFolder.all()) {
            assertThat(Preset.title(preset.name()))
                    .isEqualTo(preset.setting("preset.title").orElseThrow());
            assertThat(Preset.samples(preset.name()).keySet())
                    .containsExactlyElementsOf(preset.samples().keySet());
        }
        assertThat(Preset.names())
                .containsExactlyElementsOf(
                        PresetFolder.all().stream().map(PresetFolder::name).toList());
    }

    private static void assertUpToDate(Path file, String expected) throws IOException {
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(file, expected);
        }
        assertThat(written(file))
                .as(
                        "%s is out of date; write it anew with ./mvnw test -Dtest=%s -D%s=true",
                        file, PresetsPageTest.class.getSimpleName(), UPDATE)
                .isEqualTo(expected);
    }

    /** A check-out may have changed the line ends. */
    private static String written(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).replace("\r\n", "\n") : "";
    }
}
