package dev.orgrelay.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** The schemes that ship with the program, as settings of {@link AuthenticationConfig} that lie below those of a source. */
public final class NamedSchemes {

    /** Takes a part of a scheme away. */
    static final String NONE = "none";

    private static final String RESOURCE = "/presets/schemes.properties";
    private static final String LIKE = "like";

    /** The places of a signature; a scheme has one of them. */
    private static final List<String> PLACES = List.of("header", "query", "field");

    private static final String TIMESTAMP = "timestamp";
    private static final List<String> OF_TIMESTAMP = List.of("timestamp-unit", "tolerance", "window");

    private final Properties properties = new Properties();

    private NamedSchemes() {}

    public static NamedSchemes load() {
        NamedSchemes schemes = new NamedSchemes();
        try (InputStream stream = NamedSchemes.class.getResourceAsStream(RESOURCE);
                InputStreamReader reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            schemes.properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemes;
    }

    SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        properties.stringPropertyNames().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
        return names;
    }

    /** The settings of a scheme, those of the scheme that it is like included; none if there is no such scheme. */
    public Map<String, String> settings(String name) {
        Map<String, String> own = new TreeMap<>();
        String start = name + ".";
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(start))
                .forEach(key -> own.put(key.substring(start.length()), properties.getProperty(key)));
        String base = own.remove(LIKE);
        return base == null ? own : merge(settings(base), own);
    }

    public static Map<String, String> merge(Map<String, String> base, Map<String, String> changes) {
        Map<String, String> merged = rest(base, changes);
        merged.putAll(changes);
        return merged;
    }

    /** What is left of {@code base} below {@code changes}: a new place replaces the old one, and nothing is said about a timestamp that is taken away. */
    public static Map<String, String> rest(Map<String, String> base, Map<String, String> changes) {
        Map<String, String> rest = new TreeMap<>(base);
        if (!Collections.disjoint(changes.keySet(), PLACES)) {
            rest.keySet().removeAll(PLACES);
        }
        if (NONE.equals(changes.get(TIMESTAMP))) {
            rest.keySet().removeAll(OF_TIMESTAMP);
        }
        rest.keySet().removeAll(changes.keySet());
        return rest;
    }
}
