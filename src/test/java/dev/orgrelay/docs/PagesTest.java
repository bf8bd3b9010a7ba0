package dev.orgrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Readers find every page, and every link leads somewhere. */
class PagesTest {

    private static final Path START = Path.of("README.md");
    private static final int CLICKS = 2;

    static List<MarkdownPage> pages() {
        return MarkdownPage.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(MarkdownPage page) {
        assertThat(page.links()).allSatisfy(link -> {
            assertThat(link.target()).as("%s links to %s", page, link.text()).exists();
            if (!link.anchor().isEmpty()) {
                assertThat(MarkdownPage.read(link.target()).anchors())
                        .as("%s links to %s", page, link.text())
                        .contains(link.anchor());
            }
        });
    }

    @Test
    void everyPageIsTwoClicksFromTheReadmeAtMost() {
        Set<Path> found = new HashSet<>(Set.of(START));
        for (int click = 0; click < CLICKS; click++) {
            for (Path page : List.copyOf(found)) {
                MarkdownPage.read(page).links().stream()
                        .map(MarkdownPage.Link::target)
                        .filter(target -> target.toString().endsWith(".md") && Files.exists(target))
                        .forEach(found::add);
            }
        }
        assertThat(new TreeSet<>(found))
                .as("pages that %d clicks from %s reach", CLICKS, START)
                .containsAll(pages().stream().map(MarkdownPage::path).toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyPageBeginsWithASentenceAboutItself(MarkdownPage page) {
        assertThat(page.text()).startsWith("# ");
        assertThat(page.firstParagraph())
                .as("the first paragraph of %s", page)
                .matches("(?s)\\p{Lu}.*[.:]")
                .doesNotContain("|");
    }
}
