package dev.orgrelay.source.preset;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page about the presets, written from their folders. */
final class PresetsPage {

    private static final String INTRODUCTION = """
            # Presets

            For the person who connects a sender: the senders that Org Relay knows. A preset has the authentication, the format and the mapping of one kind of
            sender. Name it and set the secret. You may override any of its keys: [Sources](sources.md#with-a-preset).

            ```properties
            orgrelay.sources.hr.preset=workos
            orgrelay.sources.hr.authentication.secrets=${WORKOS_SECRET}
            ```

            `refetch` means that the message has only an id: the source needs a [lookup](sources.md#lookup). `resync` means that only a
            reconcile can find the change: the source needs a [snapshot](hierarchies.md#the-snapshot-of-a-source). Keys that begin with `snapshot.` take effect when you
            set `snapshot.url` and its headers.

            [Contributing](../CONTRIBUTING.md#how-to-make-a-preset) says how to add a preset. A test makes this page from the
            [folders](../src/main/resources/presets).

            | preset | sender | authentication | handshake | messages become |
            | --- | --- | --- | --- | --- |
            """;

    private final List<PresetFolder> presets;

    PresetsPage(List<PresetFolder> presets) {
        this.presets = presets;
    }

    String render() {
        return INTRODUCTION
                + presets.stream().map(PresetsPage::row).collect(Collectors.joining())
                + presets.stream().map(PresetsPage::section).collect(Collectors.joining());
    }

    private static String row(PresetFolder preset) {
        return "| [`%s`](#%s) | %s | `%s` | %s | %s |\n"
                .formatted(
                        preset.name(),
                        preset.name(),
                        cell(text(preset, "preset.title")),
                        text(preset, "authentication.scheme"),
                        preset.setting("handshake")
                                .map(name -> "`" + name + "`")
                                .orElse(""),
                        operations(preset));
    }

    /** What the samples show. */
    private static String operations(PresetFolder preset) {
        return preset.samples().values().stream()
                .flatMap(sample -> sample.path("expect").findValuesAsText("operation").stream())
                .distinct()
                .sorted()
                .map(operation -> "`" + operation + "`")
                .collect(Collectors.joining(", "));
    }

    private static String section(PresetFolder preset) {
        return """

                ## %s

                [%s](%s)

                **Events**: %s.

                %s
                ```properties
                %s
                ```

                [%s](../src/main/resources/presets/%s/samples)
                """.formatted(
                        preset.name(),
                        text(preset, "preset.title"),
                        text(preset, "preset.reference"),
                        prose(text(preset, "preset.events")),
                        preset.setting("preset.notes")
                                .map(notes -> "**Notes**: " + prose(notes) + "\n")
                                .orElse(""),
                        settings(preset),
                        samples(preset),
                        preset.name());
    }

    private static String settings(PresetFolder preset) {
        Map<String, String> settings = new TreeMap<>(preset.settings());
        settings.keySet().removeIf(key -> key.startsWith("preset."));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String samples(PresetFolder preset) {
        return preset.samples().size() + " samples";
    }

    private static String text(PresetFolder preset, String key) {
        return preset.setting(key).orElse("");
    }

    private static String cell(String text) {
        return prose(text).replace("|", "\\|");
    }

    /** Underscores and asterisks that Markdown would take for its own. */
    private static String prose(String text) {
        return text.replace("_", "\\_").replace("*", "\\*").replace("<", "&lt;");
    }
}
