package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the fields of a row are called in a file: as they are in one that is written for Org Relay and holds nothing else, or as they were given for one of somebody else,
 * whose other columns are of no concern.
 */
public final class Columns {

    /** The fields are called as they are. */
    public static final Columns OWN = new Columns(Map.of());

    private final Map<Column, String> given;

    private Columns(Map<Column, String> given) {
        this.given = given;
    }

    /**
     * Reads {@code sourceId:DeptNo,displayName:Name}: pairs with commas, divided by their first colon.
     *
     * @throws Malformed if that is not what {@code text} is
     */
    public static Columns of(String text) {
        Map<Column, String> given = new EnumMap<>(Column.class);
        for (String pair : text.split(",", -1)) {
            int colon = pair.indexOf(':');
            Optional<Column> field = Column.named(Text.trim(pair.substring(0, Math.max(colon, 0))));
            String name = Text.trim(pair.substring(colon + 1));
            if (field.isEmpty() || name.isEmpty() || given.put(field.get(), name) != null) {
                throw new Malformed("columns: '" + Text.shorten(pair) + "': allowed are pairs like"
                        + " sourceId:DeptNo,displayName:Name, each field once: " + Column.NAMES);
            }
        }
        return new Columns(given);
    }

    boolean areOwn() {
        return given.isEmpty();
    }

    /** The field that is called {@code name}. */
    Optional<Column> field(String name) {
        return areOwn()
                ? Column.named(name)
                : given.entrySet().stream()
                        .filter(column -> column.getValue().equalsIgnoreCase(Text.trim(name)))
                        .map(Map.Entry::getKey)
                        .findFirst();
    }

    /** The names that were given for other fields than {@code found}. */
    String missing(Set<Column> found) {
        return given.entrySet().stream()
                .filter(column -> !found.contains(column.getKey()))
                .map(column -> "'" + Text.shorten(column.getValue()) + "'")
                .collect(Collectors.joining(", "));
    }
}
