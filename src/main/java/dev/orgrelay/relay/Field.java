package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Placement;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** What changes of one organization compete for. */
public enum Field {
    DISPLAY_NAME,
    PARENT,
    /** What a delete is about. A create says by its name and parent that the organization exists. */
    EXISTENCE;

    /** The fields that {@code change} sets. */
    static Set<Field> of(Change change) {
        return change.match(create -> EnumSet.of(DISPLAY_NAME, PARENT), Field::of, delete -> EnumSet.of(EXISTENCE));
    }

    private static Set<Field> of(Change.Update update) {
        Set<Field> fields = EnumSet.noneOf(Field.class);
        update.displayName().ifPresent(name -> fields.add(DISPLAY_NAME));
        if (update.placement().isChange()) {
            fields.add(PARENT);
        }
        return fields;
    }

    /** The part of {@code change} that sets {@code fields}; empty if it sets none of them. */
    static Optional<Change> only(Set<Field> fields, Change change) {
        if (fields.containsAll(of(change))) {
            return Optional.of(change);
        }
        Optional<String> name = fields.contains(DISPLAY_NAME) ? change.displayName() : Optional.empty();
        Placement placement = fields.contains(PARENT) ? change.placement() : Placement.unchanged();
        return name.isEmpty() && !placement.isChange()
                ? Optional.empty()
                : Optional.of(new Change.Update(
                        change.application(), change.organization(), name, placement, change.provenance()));
    }

    /** Those of {@code earlier} that do not count any more once {@code later} are set. A delete and anything else exclude each other. */
    static Set<Field> overtaken(Set<Field> earlier, Set<Field> later) {
        return common(earlier, overtakenBy(later));
    }

    /** All that does not count any more, whoever said it earlier, once {@code later} are set. */
    static Set<Field> overtakenBy(Set<Field> later) {
        if (later.contains(EXISTENCE)) {
            return EnumSet.allOf(Field.class);
        }
        Set<Field> fields = copy(later);
        if (!later.isEmpty()) {
            fields.add(EXISTENCE);
        }
        return fields;
    }

    static Set<Field> common(Set<Field> some, Set<Field> others) {
        Set<Field> common = copy(some);
        common.retainAll(others);
        return common;
    }

    static Set<Field> without(Set<Field> some, Set<Field> others) {
        Set<Field> rest = copy(some);
        rest.removeAll(others);
        return rest;
    }

    static Set<Field> copy(Set<Field> fields) {
        Set<Field> copy = EnumSet.noneOf(Field.class);
        copy.addAll(fields);
        return copy;
    }
}
