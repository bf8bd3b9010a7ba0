package dev.orgrelay.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** Keeps docs/cli.md in step with the commands: what follows its first heading of a command is made of them. */
class CliPageTest {

    private static final Path PAGE = Path.of("docs", "cli.md");
    private static final String UPDATE = "update-docs";
    private static final Pattern CALL = Pattern.compile("(?m)(?:^|`|: |\\./)orgrelay ([a-z]+ [^`|>\\n]*)");
    private static final String COMMANDS = "## Commands\n";

    @Test
    void thePageSaysWhatTheCommandsSay() throws IOException {
        String written = Files.readString(PAGE).replace("\r\n", "\n");
        String expected = written.substring(0, written.indexOf(COMMANDS)) + commands();
        if (Boolean.getBoolean(UPDATE)) {
            Files.writeString(PAGE, expected);
            written = expected;
        }
        assertThat(written)
                .as(
                        "%s is out of date; write it anew with ./mvnw test -Dtest=%s -D%s=true",
                        PAGE, getClass().getSimpleName(), UPDATE)
                .isEqualTo(expected);
    }

    static Stream<String> commandsOfPages() throws IOException {
        try (Stream<Path> pages = Stream.concat(Stream.of(Path.of("README.md")), Files.list(Path.of("docs")))
                .filter(page -> page.toString().endsWith(".md"))) {
            return pages
                    .flatMap(page -> CALL.matcher(text(page)).results().map(call -> call.group(1)))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("commandsOfPages")
    void everyCommandInPagesIsOne(String call) {
        assertThatCode(() -> new Cli().line().parseArgs(Calls.words(call).toArray(String[]::new)))
                .doesNotThrowAnyException();
    }

    private static String text(Path page) {
        try {
            return Files.readString(page).replaceAll("Usage: .*| *(#|\\$\\{).*", "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String commands() {
        return new Cli()
                .line().getSubcommands().entrySet().stream()
                        .map(CliPageTest::command)
                        .collect(Collectors.joining("\n", COMMANDS + "\n", ""));
    }

    private static String command(Map.Entry<String, CommandLine> command) {
        return "### " + command.getKey() + "\n\n```text\n"
                + command.getValue().getUsageMessage(Ansi.OFF).stripTrailing() + "\n```\n";
    }
}
