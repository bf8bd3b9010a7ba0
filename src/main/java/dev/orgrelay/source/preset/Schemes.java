package dev.orgrelay.source.preset;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The named schemes, as settings of a source's {@code authentication}.
 *
 * @param parts by the scheme's name, a dot, and the setting
 */
public record Schemes(Map<String, String> parts) {

    private static final String LIKE = "like";

    /** The places of a signature; a scheme has one of them. */
    private static final List<String> PLACES = List.of("header", "query", "field");

    private static final String TIMESTAMP = "timestamp";
    private static final List<String> OF_TIMESTAMP = List.of("timestamp-unit", "tolerance", "window");

    public static Schemes all() {
        return new Schemes(Shipped.settings(Shipped.text("schemes.properties").orElseThrow()));
    }

    public SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>();
        parts.keySet().forEach(key -> names.add(key.substring(0, key.indexOf('.'))));
        return names;
    }

    /** The settings of a scheme, those of the scheme that it is like included; none if there is no such scheme. */
    public Map<String, String> settings(String name) {
        Map<String, String> own = new TreeMap<>();
        String start = name + ".";
        parts.forEach((key, value) -> {
            if (key.startsWith(start)) {
                own.put(key.substring(start.length()), value);
            }
        });
        String base = own.remove(LIKE);
        return base == null ? own : merge(settings(base), own);
    }

    static Map<String, String> merge(Map<String, String> base, Map<String, String> changes) {
        Map<String, String> merged = rest(base, changes);
        merged.putAll(changes);
        return merged;
    }

    /** What is left of {@code base} below {@code changes}: a new place replaces the old one, and nothing is said about a timestamp that is taken away. */
    static Map<String, String> rest(Map<String, String> base, Map<String, String> changes) {
        Map<String, String> rest = new TreeMap<>(base);
        if (!Collections.disjoint(changes.keySet(), PLACES)) {
            rest.keySet().removeAll(PLACES);
        }
        if ("none".equals(changes.get(TIMESTAMP))) {
            rest.keySet().removeAll(OF_TIMESTAMP);
        }
        rest.keySet().removeAll(changes.keySet());
        return rest;
    }
}
