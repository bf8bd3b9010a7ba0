package dev.orgrelay.intake.hierarchy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The fields of a row. */
enum Column {
    ID("id"),
    SOURCE_ID("sourceId"),
    DISPLAY_NAME("displayName"),
    PARENT("parent"),
    PARENT_SOURCE_ID("parentSourceId");

    /** All of them, for people. */
    static final String NAMES = Arrays.stream(values()).map(field -> field.word).collect(Collectors.joining(", "));

    private final String word;

    Column(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /** Whether it holds an id of the sender. */
    boolean isSourceId() {
        return this == SOURCE_ID || this == PARENT_SOURCE_ID;
    }

    static Optional<Column> named(String name) {
        return Arrays.stream(values()).filter(field -> field.word.equals(name)).findFirst();
    }

    static Optional<Column> namedInAnyCase(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.word.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }
}
