package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What the console is made of: few and small files that run nothing but each other. */
class ConsoleFilesTest {

    private static final Path ROOT = Path.of("target/classes/META-INF/resources/api/console");
    private static final int LARGEST = 60_000;

    @Test
    void allOfThemTogetherAreSmall() throws IOException {
        int size = 0;
        for (Path file : files()) {
            size += packed(Files.readAllBytes(file));
        }

        assertThat(size).isBetween(1, LARGEST);
    }

    @Test
    void thePolicyAdmitsTheImportMapAndNoOtherScriptInThePage() throws IOException, GeneralSecurityException {
        List<String> inline = inPage("<script(?![^>]* src=)[^>]*>(.*?)</script>");

        assertThat(inline).hasSize(1);
        assertThat(ConsoleRoutes.POLICY).contains("script-src 'self' 'sha256-" + digest(inline.get(0)) + "';");
        assertThat(ConsoleRoutes.POLICY).doesNotContain("unsafe-");
    }

    @Test
    void whatIsImportedIsThere() throws IOException {
        List<String> mapped = inPage("\"(\\./lib/[^\"]+)\"");
        assertThat(mapped).isNotEmpty().allSatisfy(file -> assertThat(ROOT.resolve(file))
                .exists());
        for (Path file : files()) {
            assertThat(matches("(?:from|import)\\s*['\"](\\.[^'\"]+)['\"]", Files.readString(file)))
                    .allSatisfy(imported ->
                            assertThat(file.resolveSibling(imported)).exists());
        }
    }

    /** Lit writes texts as texts; nothing here goes round it, and the policy would block styles in attributes. */
    @Test
    void noFileOfOursWritesMarkupOrReachesAnotherSite() throws IOException {
        for (Path file : files()) {
            if (!file.startsWith(ROOT.resolve("lib"))) {
                assertThat(Files.readString(file).replace("http://www.w3.org/2000/svg", ""))
                        .as(file.toString())
                        .doesNotContain(
                                "innerHTML",
                                "unsafeHTML",
                                "insertAdjacentHTML",
                                "eval(",
                                " style=",
                                " onclick=",
                                "http://",
                                "https://",
                                "document.cookie",
                                "localStorage");
            }
        }
    }

    private static List<String> inPage(String regex) throws IOException {
        return matches(regex, Files.readString(ROOT.resolve("index.html")));
    }

    private static List<String> matches(String regex, String text) {
        return Pattern.compile(regex, Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    private static TreeSet<Path> files() throws IOException {
        try (Stream<Path> all = Files.walk(ROOT)) {
            TreeSet<Path> files = new TreeSet<>();
            all.filter(Files::isRegularFile).forEach(files::add);
            return files;
        }
    }

    private static int packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.size();
    }

    private static String digest(String text) throws GeneralSecurityException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return Base64.getEncoder().encodeToString(digest);
    }
}
