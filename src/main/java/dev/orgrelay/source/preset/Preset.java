package dev.orgrelay.source.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The presets, found by their names alone. */
public final class Preset {

    private static final String ROOT = "/presets/";
    private static final String SETTINGS = "preset.properties";
    private static final String MAPPING = "mapping.jsonata";
    private static final String SNAPSHOT_MAPPING = "snapshot.jsonata";
    private static final String FOR_READERS = "preset.";

    /** What leaves the folder must not be a name. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,60}");

    private Preset() {}

    public static boolean exists(String name) {
        return read(name, SETTINGS).isPresent();
    }

    /** The names of all presets, for people. */
    public static List<String> names() {
        return resource("index.txt").map(text -> text.lines().map(String::strip)).stream()
                .flatMap(lines -> lines)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** Its settings by key, without {@code orgrelay.sources.<name>.}; none if there is no such preset. */
    public static Map<String, String> settings(String name) {
        Properties properties = new Properties();
        read(name, SETTINGS).ifPresent(text -> load(properties, text));
        Map<String, String> settings = new TreeMap<>();
        properties.stringPropertyNames().stream()
                .filter(key -> !key.startsWith(FOR_READERS))
                .forEach(key -> settings.put(key, properties.getProperty(key)));
        return settings;
    }

    public static boolean hasMapping(String name) {
        return read(name, MAPPING).isPresent();
    }

    /** Its mapping, which must exist. */
    public static String mapping(String name) {
        return read(name, MAPPING).orElseThrow();
    }

    public static boolean hasSnapshotMapping(String name) {
        return read(name, SNAPSHOT_MAPPING).isPresent();
    }

    /** The mapping of the elements of its snapshot, which must exist. */
    public static String snapshotMapping(String name) {
        return read(name, SNAPSHOT_MAPPING).orElseThrow();
    }

    private static Optional<String> read(String name, String file) {
        String stripped = name.strip();
        return NAME.matcher(stripped).matches() ? resource(stripped + "/" + file) : Optional.empty();
    }

    private static Optional<String> resource(String path) {
        try (InputStream stream = Preset.class.getResourceAsStream(ROOT + path)) {
            return stream == null
                    ? Optional.empty()
                    : Optional.of(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void load(Properties properties, String text) {
        try {
            properties.load(new StringReader(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
