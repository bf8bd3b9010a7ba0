package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.time.Instant;
import java.util.Set;

/**
 * What was applied to one organization, or found to be true, as far as it decides about later changes. Immutable, and it only grows.
 *
 * <p>Events are partial, so each field has a mark of its own: an update that overtook the create of its organization costs the create only the field
 * that the update set. Of two changes with the same time the one that is begun later counts.
 *
 * @param displayName who set the display name last
 * @param parent who set the parent last
 * @param deleted who deleted the organization last: nothing older can bring it back
 * @param events the events that came lately
 */
public record History(Mark displayName, Mark parent, Mark deleted, SeenEvents events) {

    public static final History NONE = new History(Mark.NONE, Mark.NONE, Mark.NONE, SeenEvents.NONE);

    /** The fields that are still up to {@code asked}, if {@code at} is its time. */
    Set<Field> upTo(KeyedChange asked, Instant at) {
        Set<Field> fields = Field.of(asked.change());
        asked.event().ifPresent(event -> fields.removeAll(events.settledFor(event)));
        boolean isOver = asked.change() instanceof Change.Delete ? newest().isAfter(at) : deleted.isAfter(at);
        fields.removeIf(field -> isOver || of(field).isAfter(at));
        return fields;
    }

    /** What becomes of a change that nothing is up to any more. */
    Outcome settled(KeyedChange asked) {
        return asked.event().filter(events::isApplied).isPresent()
                ? new Outcome.Duplicate()
                : new Outcome.Stale(overtakenBy(Field.of(asked.change())));
    }

    /** Who has set {@code fields} last, or what excludes them, for people. */
    String overtakenBy(Set<Field> fields) {
        Mark newest = fields.stream().map(this::of).reduce(deleted, Mark::orLater);
        Mark by = newest.equals(Mark.NONE) ? newest() : newest;
        return "a change of " + by.at() + " was applied before: " + by.who();
    }

    /** With {@code fields} set as {@code one} says. What is newer stays. */
    private History with(Set<Field> fields, Intention one) {
        return new History(
                with(Field.DISPLAY_NAME, fields, one),
                with(Field.PARENT, fields, one),
                with(Field.EXISTENCE, fields, one),
                events);
    }

    private Mark with(Field field, Set<Field> fields, Intention one) {
        return fields.contains(field)
                ? one.mark().setting(one.values().get(field)).orLater(of(field))
                : of(field);
    }

    /** {@code one} is true: its fields are set by it, and it has nothing more to say about {@code asked}, nor has what came before it in its delivery. */
    History applied(Intention one, Set<Field> asked, Instant now) {
        return with(one.fields(), one).settledFor(one, asked, true, now);
    }

    /** The same of somebody whose right was lost meanwhile: what has the same time was begun later, and stays; so does what came before it in its delivery. */
    History appliedLate(Intention one, Set<Field> asked, Instant now) {
        Set<Field> newer = one.fields();
        newer.removeIf(field -> {
            Mark known = field == Field.EXISTENCE ? newest() : deleted.orLater(of(field));
            return !one.mark().isAfter(known.at());
        });
        History known = with(newer, one);
        return one.event()
                .map(event -> known.with(events.with(event, asked, true, now)))
                .orElse(known);
    }

    /** Something newer has set {@code fields}: about them {@code one} has nothing more to say. */
    History overtaken(Intention one, Set<Field> fields, Instant now) {
        return settledFor(one, fields, false, now);
    }

    private History settledFor(Intention one, Set<Field> fields, boolean isApplied, Instant now) {
        if (fields.isEmpty()) {
            return this;
        }
        SeenEvents next = one.event()
                .map(event -> events.with(event, fields, isApplied, now))
                .orElse(events);
        for (EventKey earlier : one.earlier()) {
            next = next.with(earlier, Field.overtakenBy(fields), false, now);
        }
        return with(next);
    }

    private History with(SeenEvents seen) {
        return new History(displayName, parent, deleted, seen);
    }

    /** Whether the organization is known to have existed, and not to have been deleted since. After a delete its next create may be late. */
    boolean hasExisted() {
        return displayName.orLater(parent).isAfter(deleted.at());
    }

    /** The newest mark. */
    Mark newest() {
        return deleted.orLater(displayName).orLater(parent);
    }

    Mark of(Field field) {
        return switch (field) {
            case DISPLAY_NAME -> displayName;
            case PARENT -> parent;
            case EXISTENCE -> deleted;
        };
    }
}
