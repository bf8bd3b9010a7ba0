package dev.orgrelay.source.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps docs/presets.md in step with the folders of the presets. */
class PresetsPageTest {

    private static final Path PAGE = Path.of("docs", "presets.md");
    private static final String UPDATE = "update-docs";

    @Test
    void thePageSaysWhatTheFoldersSay() throws IOException {
        String expected = new PresetsPage(PresetFolder.all()).render();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, expected);
        }
        assertThat(written())
                .as(
                        "%s is out of date; write it anew with ./mvnw test -Dtest=%s -D%s=true",
                        PAGE, getClass().getSimpleName(), UPDATE)
                .isEqualTo(expected);
    }

    /** A check-out may have changed the line ends. */
    private static String written() throws IOException {
        return Files.exists(PAGE) ? Files.readString(PAGE).replace("\r\n", "\n") : "";
    }
}
