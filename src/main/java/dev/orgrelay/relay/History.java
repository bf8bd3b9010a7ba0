package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Change.Create;
import dev.orgrelay.organization.Change.Update;
import dev.orgrelay.organization.Placement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was applied to one organization, as far as it decides about later changes. Immutable.
 *
 * <p>Events are partial, so each field has a time of its own: an update that overtook the create of its organization costs the create only the
 * field that the update set. Of two changes with the same time the one that arrives later counts.
 *
 * @param displayNameAt when the display name that was applied last was true; {@link Instant#MIN} if none was
 * @param parentAt the same of the parent
 * @param deletedAt the same of the last delete: nothing older can bring the organization back
 * @param events the events that were applied, oldest first
 */
record History(Instant displayNameAt, Instant parentAt, Instant deletedAt, List<EventKey> events) {

    static final History NONE = new History(Instant.MIN, Instant.MIN, Instant.MIN, List.of());

    /** How many events are remembered; older ones are recognised by their time. */
    private static final int MOST_EVENTS = 64;

    boolean hasSeen(Change change) {
        return !events.isEmpty()
                && EventKey.of(change.provenance()).filter(events::contains).isPresent();
    }

    /** The part of {@code change} that nothing newer has overtaken; empty if nothing is left. */
    Optional<Change> newerPartOf(Change change) {
        Instant at = change.provenance().effectiveAt();
        return change.match(
                create -> at.isBefore(deletedAt) ? Optional.empty() : newerPart(create, at),
                update -> at.isAfter(deletedAt) ? newerPart(update, at) : Optional.empty(),
                delete -> at.isBefore(latest()) ? Optional.empty() : Optional.of(delete));
    }

    /**
     * The history after {@code applied}.
     *
     * @param asked the whole change that it was part of
     */
    History with(Change applied, Change asked) {
        List<EventKey> seen =
                EventKey.of(asked.provenance()).map(this::eventsWith).orElse(events);
        History later = overtakenBy(applied);
        return new History(later.displayNameAt, later.parentAt, later.deletedAt, seen);
    }

    /** The history in which anything older than {@code change} is overtaken, although it is not applied yet. */
    History overtakenBy(Change change) {
        Instant at = change.provenance().effectiveAt();
        return change.match(
                create -> new History(later(displayNameAt, at), later(parentAt, at), deletedAt, events),
                update -> new History(
                        update.displayName().isPresent() ? later(displayNameAt, at) : displayNameAt,
                        update.placement().isChange() ? later(parentAt, at) : parentAt,
                        deletedAt,
                        events),
                delete -> new History(Instant.MIN, Instant.MIN, later(deletedAt, at), events));
    }

    /** The time of the newest thing that was applied. */
    Instant latest() {
        return later(deletedAt, later(displayNameAt, parentAt));
    }

    private Optional<Change> newerPart(Create create, Instant at) {
        boolean isWhole = !at.isBefore(displayNameAt) && !at.isBefore(parentAt);
        return isWhole ? Optional.of(create) : newerFields(create, at);
    }

    private Optional<Change> newerPart(Update update, Instant at) {
        return newerFields(update, at);
    }

    private Optional<Change> newerFields(Change change, Instant at) {
        Optional<String> name = at.isBefore(displayNameAt) ? Optional.empty() : change.displayName();
        Placement placement = at.isBefore(parentAt) ? Placement.unchanged() : change.placement();
        return name.isEmpty() && !placement.isChange()
                ? Optional.empty()
                : Optional.of(
                        new Update(change.application(), change.organization(), name, placement, change.provenance()));
    }

    private List<EventKey> eventsWith(EventKey key) {
        List<EventKey> extended = new ArrayList<>(events);
        extended.add(key);
        return List.copyOf(extended.subList(Math.max(0, extended.size() - MOST_EVENTS), extended.size()));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
