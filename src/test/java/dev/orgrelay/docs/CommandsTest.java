package dev.orgrelay.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands of Azure in pages, scripts and workflows are ones that exist, with options that they have: those of {@code azure-commands.txt}. */
class CommandsTest {

    /** What every command of the Azure CLI takes. */
    private static final Set<String> EVERYWHERE = Set.of("--output", "-o", "--query", "--only-show-errors");

    private static final TreeMap<String, Set<String>> COMMANDS = new TreeMap<>();

    static {
        for (String line :
                read(Path.of("src/test/resources/azure-commands.txt")).split("\n")) {
            Set<String> options = Pattern.compile(" (-\\S+)")
                    .matcher(line)
                    .results()
                    .map(option -> option.group(1))
                    .collect(Collectors.toSet());
            if (!line.startsWith("#")) {
                COMMANDS.put(line.replaceAll(" -.*", ""), options);
            }
        }
    }

    private static final Pattern CODE = Pattern.compile("(?s)```(?:sh|bash|powershell)\n(.*?)```|`([^`\n]+)`");

    /** A command up to its first option, as far as its words are words; not where it is part of a name or of an address. */
    private static final Pattern START = Pattern.compile("(?<![\\w./\"'<-])(?:az|azd|func|gh)(?: [a-z][a-z-]+)+");

    private static final Pattern OPTION = Pattern.compile("(?<= )(--[a-z][a-z-]+|-[a-z])(?![\\w-])");

    static Stream<Path> files() throws IOException {
        return Stream.of("docs", "azure-functions/infra", ".github/workflows", "README.md")
                .flatMap(folder -> {
                    try {
                        return Files.walk(Path.of(folder));
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                })
                .filter(file -> file.toString().matches(".*\\.(md|sh|ps1|yml)"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyCommandExistsAndHasItsOptions(Path file) {
        assertThat(mistakes(code(file))).isEmpty();
    }

    @Test
    void noneIsListedThatNobodyUses() throws IOException {
        List<String> calls = files().flatMap(file -> calls(code(file)).stream()).toList();
        assertThat(COMMANDS.keySet())
                .allSatisfy(command -> assertThat(calls).anyMatch(call -> (call + " ").startsWith(command + " ")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        az keyvault secret get --name x | there is no az keyvault secret get
        az group show --nam x | az group show has no --nam
        azd up --output json |
        az role assignment create --scope "$(az group show --name rg --query id)" --role Contributor |
        """)
    void mistakesAreFound(String command, String mistake) {
        assertThat(mistakes(command)).containsExactlyElementsOf(mistake == null ? List.of() : List.of(mistake));
    }

    private static List<String> mistakes(String code) {
        return calls(code).stream().flatMap(CommandsTest::mistake).toList();
    }

    private static Stream<String> mistake(String call) {
        String words = call.replaceAll(" -.*", "");
        while (!COMMANDS.containsKey(words) && words.contains(" ")) {
            words = words.substring(0, words.lastIndexOf(' '));
        }
        if (!COMMANDS.containsKey(words)) {
            return Stream.of("there is no " + call.replaceAll(" -.*", ""));
        }
        Set<String> known = new TreeSet<>(COMMANDS.get(words));
        known.addAll(EVERYWHERE);
        String command = words;
        return OPTION.matcher(call)
                .results()
                .map(option -> option.group(1))
                .filter(option -> !known.contains(option))
                .map(option -> command + " has no " + option);
    }

    /** Each command with its options; one inside another is a call of its own. */
    private static List<String> calls(String code) {
        String line = code.replaceAll("(\\\\|`)\n\\s*", "");
        return START.matcher(line)
                .results()
                .map(start -> line.substring(start.start(), end(line, start.start())))
                .map(call -> call.replaceAll("\\$\\(.*?\\)\"?|\"[^\"]*\"|'[^']*'|<[^>]*>", "x"))
                .toList();
    }

    /** Where a command ends: at the end of its line, at what follows it, or at the bracket or the quote that it is in. */
    private static int end(String text, int start) {
        String before = text.substring(text.lastIndexOf('\n', start) + 1, start);
        boolean isQuoted = before.chars().filter(c -> c == '"').count() % 2 == 1
                || before.chars().filter(c -> c == '\'').count() % 2 == 1;
        int depth = 0;
        int depthOfQuote = 0;
        char quote = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote && depth == depthOfQuote ? 0 : quote;
            } else if ("\n|;".indexOf(c) >= 0 || isQuoted && depth == 0 && "\"'".indexOf(c) >= 0) {
                return i;
            } else if ("\"'".indexOf(c) >= 0) {
                quote = c;
                depthOfQuote = depth;
            }
            if (c == '(') {
                depth++;
            } else if (c == ')' && depth-- == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** Of a page what is code, without its comments; else all without comments. */
    private static String code(Path file) {
        String text = read(file);
        String code = file.toString().endsWith(".md")
                ? CODE.matcher(text)
                        .results()
                        .map(block -> block.group(1) != null ? block.group(1) : block.group(2))
                        .collect(Collectors.joining("\n"))
                : text;
        return code.replaceAll("(?m)(^|\\s)#.*$", "");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
