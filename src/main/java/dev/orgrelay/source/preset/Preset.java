package dev.orgrelay.source.preset;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The presets, found by their names alone. */
public final class Preset {

    private static final String SETTINGS = "preset.properties";
    private static final String FOR_READERS = "preset.";

    /** What leaves the folder must not be a name. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private Preset() {}

    public static boolean exists(String name) {
        return read(name, SETTINGS).isPresent();
    }

    /** The names of all presets, for people. */
    public static List<String> names() {
        return index().filter(line -> line.indexOf('/') < 0).toList();
    }

    /** What it is called, for people. */
    public static String title(String name) {
        return read(name, SETTINGS).map(Shipped::settings).orElseThrow().get(FOR_READERS + "title");
    }

    /** The requests of its sample messages, by their names. */
    public static Map<String, JsonNode> samples(String name) {
        Map<String, JsonNode> samples = new LinkedHashMap<>();
        String folder = name + "/samples/";
        index().filter(line -> line.startsWith(folder))
                .forEach(file -> samples.put(
                        file.substring(folder.length(), file.lastIndexOf('.')),
                        Json.read(Shipped.text(file).orElseThrow()).path("request")));
        return samples;
    }

    /** All presets and their samples, because what is packed cannot be listed. */
    private static Stream<String> index() {
        return Shipped.text("index.txt").orElse("").lines().map(String::strip).filter(line -> !line.isEmpty());
    }

    /** Its settings by key, without {@code orgrelay.sources.<name>.}; none if there is no such preset. */
    public static Map<String, String> settings(String name) {
        Map<String, String> settings =
                read(name, SETTINGS).map(Shipped::settings).orElseGet(TreeMap::new);
        settings.keySet().removeIf(key -> key.startsWith(FOR_READERS));
        return settings;
    }

    /** Its mapping, if it has one. */
    public static Optional<String> mapping(String name) {
        return read(name, "mapping.jsonata");
    }

    /** The mapping of the elements of its snapshot, if it has one. */
    public static Optional<String> snapshotMapping(String name) {
        return read(name, "snapshot.jsonata");
    }

    private static Optional<String> read(String name, String file) {
        String stripped = name.strip();
        return NAME.matcher(stripped).matches() ? Shipped.text(stripped + "/" + file) : Optional.empty();
    }
}
