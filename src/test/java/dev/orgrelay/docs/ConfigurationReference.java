package dev.orgrelay.docs;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The reference of all keys, in Markdown. */
final class ConfigurationReference {

    private static final Map<String, String> TITLES = new LinkedHashMap<>();

    static {
        TITLES.put("ApplicationsConfig", "Applications");
        TITLES.put("SourcesConfig", "Sources");
        TITLES.put("HttpConfig", "HTTP");
        TITLES.put("FunctionsConfig", "Functions");
        TITLES.put("SandboxConfig", "Sandbox");
    }

    private ConfigurationReference() {}

    static String render(List<Mapping> mappings) {
        Stream<String> sections = mappings.stream()
                .sorted(Comparator.comparing(ConfigurationReference::place).thenComparing(Mapping::name))
                .flatMap(ConfigurationReference::section);
        return Stream.concat(Stream.of(Introduction.TEXT), sections).collect(Collectors.joining("\n\n", "", "\n"));
    }

    /** What is not in the list comes last. */
    private static int place(Mapping mapping) {
        int place = List.copyOf(TITLES.keySet()).indexOf(mapping.name());
        return place < 0 ? TITLES.size() : place;
    }

    private static Stream<String> section(Mapping mapping) {
        String title = TITLES.getOrDefault(mapping.name(), mapping.name().replaceFirst("Config$", ""));
        String prefix = mapping.groups().get(0).prefix();
        return Stream.concat(
                Stream.of("## " + title), mapping.groups().stream().flatMap(group -> group(group, prefix)));
    }

    private static Stream<String> group(KeyGroup group, String top) {
        Stream<String> heading =
                group.prefix().equals(top) ? Stream.empty() : Stream.of("### `" + group.prefix() + "`");
        Stream<String> table = group.keys().isEmpty() ? Stream.empty() : Stream.of(table(group.keys()));
        return Stream.of(heading, group.introduction().stream(), table).flatMap(same -> same);
    }

    private static String table(List<Key> keys) {
        String head = """
                | key | type | default | environment variable | description |
                | --- | --- | --- | --- | --- |
                """;
        return keys.stream().map(ConfigurationReference::row).collect(Collectors.joining("\n", head, ""));
    }

    private static String row(Key key) {
        return Stream.of(
                        "`" + key.name() + "`",
                        key.type(),
                        key.whenNotSet(),
                        "`" + key.environmentVariable() + "`",
                        key.description())
                .map(cell -> cell.replace("|", "\\|"))
                .collect(Collectors.joining(" | ", "| ", " |"));
    }
}
