package dev.orgrelay.source.preset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The folder of one preset, as it lies among the resources. */
record PresetFolder(Path path) {

    static final Path ALL = Path.of("src", "main", "resources", "presets");

    private static final Path TEMPLATE = Path.of("src", "test", "resources", "preset-template");
    private static final String CONSTANTS = "constants.";

    static List<PresetFolder> all() {
        return list(ALL).filter(Files::isDirectory).map(PresetFolder::new).toList();
    }

    /** Those that ship, and the template that a new one is copied from. */
    static Stream<PresetFolder> tested() {
        return Stream.concat(all().stream(), Stream.of(new PresetFolder(TEMPLATE)));
    }

    static PresetFolder named(String name) {
        return new PresetFolder(ALL.resolve(name));
    }

    String name() {
        return path.getFileName().toString();
    }

    /** All keys of {@code preset.properties}. */
    Map<String, String> settings() {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path.resolve("preset.properties"))) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.stringPropertyNames().stream()
                .collect(Collectors.toMap(key -> key, properties::getProperty, (a, b) -> a, TreeMap::new));
    }

    Optional<String> setting(String key) {
        return Optional.ofNullable(settings().get(key));
    }

    /** The settings whose keys begin with {@code prefix}, without it. */
    Map<String, String> settingsUnder(String prefix) {
        return settings().entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(prefix))
                .collect(Collectors.toMap(
                        setting -> setting.getKey().substring(prefix.length()),
                        Map.Entry::getValue,
                        (a, b) -> a,
                        TreeMap::new));
    }

    /** What a failing test says: which preset, and which rule it breaks. */
    String rule(String rule) {
        return "preset %s: %s".formatted(name(), rule);
    }

    String rule(String sample, String rule) {
        return rule("sample %s: %s".formatted(sample, rule));
    }

    Map<String, String> constants() {
        return settingsUnder(CONSTANTS);
    }

    /** Empty for a preset whose messages need no mapping. */
    Optional<String> mapping() {
        Path mapping = path.resolve("mapping.jsonata");
        return Files.exists(mapping) ? Optional.of(text(mapping)) : Optional.empty();
    }

    /** The sample messages by name. */
    Map<String, JsonNode> samples() {
        return list(path.resolve("samples"))
                .collect(Collectors.toMap(
                        file -> file.getFileName().toString().replace(".json", ""),
                        file -> Json.read(text(file)),
                        (a, b) -> a,
                        TreeMap::new));
    }

    private static Stream<Path> list(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
