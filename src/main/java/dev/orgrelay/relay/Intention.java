package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Placement;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What somebody set out to make true. As long as nobody knows whether it came true, nothing older may follow it.
 *
 * @param mark who, and the time that decides about order
 * @param event which event; empty if it has no id
 * @param earlier the events of earlier changes of the same delivery and organization: they are older, even if their time is the same
 * @param values a hash of the value of each field, by which to find out about it
 */
public record Intention(Mark mark, Optional<EventKey> event, List<EventKey> earlier, Map<Field, Long> values) {

    private static final long GONE = 0;

    public Intention {
        earlier = List.copyOf(earlier);
        values = Map.copyOf(values);
    }

    /**
     * @param change the part of {@code asked} that is still up to it
     */
    static Intention of(KeyedChange asked, Change change, Mark mark) {
        Map<Field, Long> values = new EnumMap<>(Field.class);
        Set<Field> fields = Field.of(change);
        if (fields.contains(Field.EXISTENCE)) {
            values.put(Field.EXISTENCE, GONE);
        }
        change.displayName().ifPresent(name -> values.put(Field.DISPLAY_NAME, EventKey.hash(name)));
        if (change.placement().isChange()) {
            values.put(Field.PARENT, hash(change.placement()));
        }
        return new Intention(mark, asked.event(), asked.earlier(), values);
    }

    static Intention of(Waiting move) {
        return new Intention(move.mark(), move.event(), move.earlier(), Map.of(Field.PARENT, hash(move.placement())));
    }

    /** A hash of the value of each field of {@code organization}. */
    static Map<Field, Long> valuesOf(Organization organization) {
        return Map.of(
                Field.DISPLAY_NAME, EventKey.hash(organization.displayName()),
                Field.PARENT, hash(Placement.of(organization.parent())));
    }

    Set<Field> fields() {
        return Field.copy(values.keySet());
    }

    boolean isOf(Optional<EventKey> other) {
        return event.isPresent() && event.equals(other);
    }

    /** Whether it counts in place of {@code other}, in part or as a whole. */
    boolean overtakes(Intention other) {
        return isNewerThan(other) && competesWith(other);
    }

    /** Whether it happened later, or came later in the same delivery. */
    boolean isNewerThan(Intention other) {
        return mark.isAfter(other.mark.at())
                || other.event.filter(earlier::contains).isPresent();
    }

    boolean competesWith(Intention other) {
        return !Field.overtaken(other.fields(), fields()).isEmpty();
    }

    Intention only(Set<Field> fields) {
        Map<Field, Long> rest = new HashMap<>(values);
        rest.keySet().retainAll(fields);
        return new Intention(mark, event, earlier, rest);
    }

    /** The rest of it; empty if nothing is left. */
    Optional<Intention> without(Set<Field> fields) {
        return Optional.of(only(Field.without(fields(), fields))).filter(rest -> !rest.values.isEmpty());
    }

    /** The fields that are as it wanted them. */
    Set<Field> foundIn(Optional<Organization> actual) {
        Set<Field> found = fields();
        found.removeIf(field -> !Optional.of(values.get(field)).equals(valueOf(field, actual)));
        return found;
    }

    private static Optional<Long> valueOf(Field field, Optional<Organization> actual) {
        return switch (field) {
            case DISPLAY_NAME -> actual.map(there -> EventKey.hash(there.displayName()));
            case PARENT -> actual.map(there -> hash(Placement.of(there.parent())));
            case EXISTENCE -> actual.isEmpty() ? Optional.of(GONE) : Optional.empty();
        };
    }

    private static long hash(Placement placement) {
        return EventKey.hash(placement.parent().map(OrganizationId::value).orElse(""));
    }
}
