package dev.orgrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import dev.orgrelay.ProductionCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The types that the page names are those of the program. */
class ArchitecturePageTest {

    /** A name in the manner of Java, in code quotes; of a nested type the last part counts. */
    private static final Pattern TYPE = Pattern.compile("`(?:[A-Z]\\w+\\.)?([A-Z][a-z]+(?:[A-Z][a-z]+)*)`");

    private static final Pattern WAY = Pattern.compile("(?s)## The way of a change(.*?)\n## ");

    private static final int MOST_ON_THE_WAY = 25;

    private final String page =
            MarkdownPage.read(Path.of("docs/architecture.md")).text();

    @Test
    void everyTypeThatThePageNamesExists() {
        Set<String> existing =
                ProductionCode.CLASSES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());

        assertThat(types(page)).isNotEmpty().isSubsetOf(existing);
    }

    @Test
    void aChangePassesFewTypes() {
        List<String> rows = WAY.matcher(page)
                .results()
                .flatMap(way -> way.group(1).lines())
                .filter(line -> line.contains("| `"))
                .toList();

        assertThat(rows).hasSizeBetween(1, MOST_ON_THE_WAY);
    }

    private static Set<String> types(String text) {
        return TYPE.matcher(text).results().map(type -> type.group(1)).collect(Collectors.toSet());
    }
}
