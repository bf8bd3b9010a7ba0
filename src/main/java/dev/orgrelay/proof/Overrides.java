package dev.orgrelay.proof;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** How one scheme's settings become another's. */
final class Overrides {

    private Overrides() {}

    /** {@code base} with {@code changes}: a new place replaces the old one, and {@code none} takes a setting away. */
    static Map<String, String> merge(Map<String, String> base, Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(base);
        if (!Collections.disjoint(changes.keySet(), SchemeSettings.PLACES)) {
            merged.keySet().removeAll(SchemeSettings.PLACES);
        }
        merged.putAll(changes);
        merged.values().removeIf(SchemeSettings.NONE::equals);
        return merged;
    }
}
