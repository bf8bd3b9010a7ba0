package dev.orgrelay.intake.hierarchy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.SourceIds;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of the page about hierarchies are what it says they are. */
class HierarchiesPageTest {

    private static final Pattern EXAMPLE = Pattern.compile("```(json|csv)\n(.*?)```", Pattern.DOTALL);

    @Test
    void everyExampleCanBeRead() throws IOException {
        String page = Files.readString(Path.of("docs", "hierarchies.md"));
        List<MatchResult> examples = EXAMPLE.matcher(page).results().toList();

        assertThat(examples).hasSize(3);
        for (MatchResult example : examples) {
            String type = example.group(1).equals("csv") ? "text/csv" : "application/json";
            ReadHierarchy read =
                    HierarchyReader.read(example.group(2).getBytes(StandardCharsets.UTF_8), type, SourceIds.SECOND);
            assertThat(read.mistakes()).isEmpty();
            assertThat(read.rows()).hasSizeGreaterThanOrEqualTo(3).allSatisfy(row -> {
                assertThat(row.id()).isPresent();
                assertThat(row.displayName()).isPresent();
            });
        }
    }
}
