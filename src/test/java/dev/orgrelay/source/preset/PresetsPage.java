package dev.orgrelay.source.preset;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page about the presets, written from their folders. */
final class PresetsPage {

    private static final String INTRODUCTION = """
            # Presets

            A preset knows one sender: how it proves itself, how its messages are read, and what they mean. Name it, give it the secret, and override
            any of its keys; what is not overridden comes from the preset.

            ```properties
            orgrelay.sources.hr.preset=workos
            orgrelay.sources.hr.authentication.secrets=${WORKOS_SECRET}
            ```

            A preset is a folder in [`src/main/resources/presets`](../src/main/resources/presets): `preset.properties`, `mapping.jsonata`, and
            `samples`, messages with what becomes of them; where there is a snapshot, also `snapshot.jsonata` and `snapshot-sample.json`. A new preset is a new folder and its name in `index.txt`; the tests find it there. Then write
            this page anew with `./mvnw test -Dtest=PresetsPageTest -Dupdate-docs=true`.

            `refetch` means that the sender tells no more than the id and that the source needs a [lookup](mapping.md#what-comes-out). `resync` means that
            only a reconcile can tell what changed.

            Keys that begin with `snapshot.` say how everything is read that the sender has, and `snapshot.jsonata` what an element of it means. They come into force
            when you set `snapshot.url` and its headers, see [hierarchies](hierarchies.md#the-snapshot-of-a-source).

            | preset | sender | events | authentication | handshake | messages become |
            | --- | --- | --- | --- | --- | --- |
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
        return "| [`%s`](#%s) | %s | %s | `%s` | %s | %s |\n"
                .formatted(
                        preset.name(),
                        preset.name(),
                        cell(text(preset, "preset.title")),
                        cell(text(preset, "preset.events")),
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

                Samples: %s.
                """.formatted(
                        preset.name(),
                        text(preset, "preset.title"),
                        text(preset, "preset.reference"),
                        prose(text(preset, "preset.events")),
                        preset.setting("preset.notes")
                                .map(notes -> "**Notes**: " + prose(notes) + "\n")
                                .orElse(""),
                        settings(preset),
                        samples(preset));
    }

    private static String settings(PresetFolder preset) {
        Map<String, String> settings = new TreeMap<>(preset.settings());
        settings.keySet().removeIf(key -> key.startsWith("preset."));
        return settings.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .collect(Collectors.joining("\n"));
    }

    private static String samples(PresetFolder preset) {
        return preset.samples().keySet().stream()
                .map(name -> "[%s](../src/main/resources/presets/%s/samples/%s.json)"
                        .formatted(name.replace('-', ' '), preset.name(), name))
                .collect(Collectors.joining(", "));
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
