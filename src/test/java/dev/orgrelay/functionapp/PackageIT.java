package dev.orgrelay.functionapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The zip is what the staged folder is, ready to be deployed. */
class PackageIT {

    private static final Path STAGED = Path.of(System.getProperty("function-app.directory"));
    private static final Set<String> NOT_DEPLOYED = Set.of("local.settings.json", ".funcignore");
    private static final String NATIVE = "orgrelay";

    private FileSystem zip;

    @BeforeEach
    void open() throws IOException {
        zip = FileSystems.newFileSystem(
                URI.create("jar:"
                        + STAGED.resolveSibling(STAGED.getFileName() + ".zip").toUri()),
                Map.of("enablePosixFileAttributes", "true"));
    }

    @AfterEach
    void close() throws IOException {
        zip.close();
    }

    @Test
    void itHasEverythingThatIsStagedButTheLocalSettings() throws IOException {
        List<String> staged = files(STAGED).stream()
                .filter(file -> !NOT_DEPLOYED.contains(file))
                .toList();
        assertThat(files(zip.getPath("/")))
                .containsExactlyInAnyOrderElementsOf(staged)
                .contains("host.json");
    }

    @Test
    void onlyTheExecutableCanBeRun() throws IOException {
        for (String file : files(zip.getPath("/"))) {
            Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(zip.getPath("/" + file));
            assertThat(permissions.contains(PosixFilePermission.OWNER_EXECUTE))
                    .as("%s %s", file, permissions)
                    .isEqualTo(file.equals(NATIVE));
            assertThat(permissions).contains(PosixFilePermission.OTHERS_READ);
        }
    }

    @Test
    void itsTimesAreThoseOfTheBuildAndNotOfTheDay() throws IOException {
        for (String file : files(zip.getPath("/"))) {
            assertThat(Files.getLastModifiedTime(zip.getPath("/" + file)).toString())
                    .as(file)
                    .startsWith("2026-01-01T");
        }
    }

    private static List<String> files(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString())
                    .toList();
        }
    }
}
