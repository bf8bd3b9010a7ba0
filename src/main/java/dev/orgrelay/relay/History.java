package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
                : new Outcome.Stale(overtakenBy(asked.change()));
    }

    private String overtakenBy(Change change) {
        Mark newest = Field.of(change).stream().map(this::of).reduce(deleted, Mark::orLater);
        Mark by = newest.equals(Mark.NONE) ? newest() : newest;
        return "a change of " + by.at() + " was applied before: " + by.who();
    }

    /** With {@code fields} set by {@code mark}. What is newer stays. */
    History with(Set<Field> fields, Mark mark) {
        return new History(
                fields.contains(Field.DISPLAY_NAME) ? mark.orLater(displayName) : displayName,
                fields.contains(Field.PARENT) ? mark.orLater(parent) : parent,
                fields.contains(Field.EXISTENCE) ? mark.orLater(deleted) : deleted,
                events);
    }

    /** The same of somebody whose right was lost meanwhile: what has the same time was begun later, and stays. */
    History withLate(Set<Field> fields, Mark mark) {
        Set<Field> older = Field.common(fields, fields);
        older.removeIf(field -> {
            Mark known = field == Field.EXISTENCE ? newest() : deleted.orLater(of(field));
            return !mark.isAfter(known.at());
        });
        return with(older, mark);
    }

    /**
     * With {@code fields} settled for an event, if there is one: by itself, or because something newer has set them.
     *
     * @param earlier what came before it in its delivery: that is overtaken
     */
    History settledFor(
            Optional<EventKey> event, List<EventKey> earlier, Set<Field> fields, boolean isApplied, Instant now) {
        if (fields.isEmpty()) {
            return this;
        }
        SeenEvents next =
                event.map(known -> events.with(known, fields, isApplied, now)).orElse(events);
        for (EventKey overtaken : earlier) {
            next = next.with(overtaken, Field.overtakenBy(fields), false, now);
        }
        return new History(displayName, parent, deleted, next);
    }

    /** Whether the organization is known to have existed, and not to have been deleted since. After a delete its next create may be late. */
    boolean hasExisted() {
        return displayName.orLater(parent).isAfter(deleted.at());
    }

    /** The newest mark. */
    Mark newest() {
        return deleted.orLater(displayName).orLater(parent);
    }

    private Mark of(Field field) {
        return switch (field) {
            case DISPLAY_NAME -> displayName;
            case PARENT -> parent;
            case EXISTENCE -> deleted;
        };
    }
}
