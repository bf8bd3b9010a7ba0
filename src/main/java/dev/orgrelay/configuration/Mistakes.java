package dev.orgrelay.configuration;

import java.io.Serial;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with the settings of one configuration, and what is read in the place of what cannot be. */
final class Mistakes implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final ArrayList<String> lines = new ArrayList<>();
    private final HashMap<String, String> hidden = new HashMap<>();

    void add(String line) {
        lines.add(line);
    }

    /** Adds a line about a key that must not be read, because reading it would stop the start. */
    void addHidden(String key, Optional<String> instead, String line) {
        add(line);
        hidden.put(key, instead.orElse(null));
    }

    /** In the order of their keys. */
    List<String> lines() {
        return lines.stream().sorted().distinct().toList();
    }

    boolean isHidden(String key) {
        return hidden.containsKey(key);
    }

    /** What is read instead, by key; null is nothing. */
    Map<String, String> hidden() {
        return hidden;
    }
}
