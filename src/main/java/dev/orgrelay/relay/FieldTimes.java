package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Change.Create;
import dev.orgrelay.organization.Change.Update;
import dev.orgrelay.organization.Placement;
import java.time.Instant;
import java.util.Optional;

/**
 * When the fields of one organization were last true. Immutable, and a time never goes back, whatever it is joined with.
 *
 * <p>Events are partial, so each field has a time of its own: an update that overtook the create of its organization costs the create only the
 * field that the update set. Of two changes with the same time the one that arrives later counts.
 *
 * @param displayNameAt when the display name that was applied last was true; {@link Instant#MIN} if none was
 * @param parentAt the same of the parent
 * @param deletedAt the same of the last delete: nothing older can bring the organization back
 */
public record FieldTimes(Instant displayNameAt, Instant parentAt, Instant deletedAt) {

    public static final FieldTimes NONE = new FieldTimes(Instant.MIN, Instant.MIN, Instant.MIN);

    /** The part of {@code change} that nothing newer has overtaken; empty if nothing is left. */
    Optional<Change> newerPartOf(Change change) {
        Instant at = change.provenance().effectiveAt();
        return change.match(
                create -> at.isBefore(deletedAt) ? Optional.empty() : newerPart(create, at),
                update -> at.isAfter(deletedAt) ? newerFields(update, at) : Optional.empty(),
                delete -> at.isBefore(latest()) ? Optional.empty() : Optional.of(delete));
    }

    /** The times after {@code change}: anything older than it is overtaken. */
    FieldTimes with(Change change) {
        Instant at = change.provenance().effectiveAt();
        return joinedWith(change.match(
                create -> new FieldTimes(at, at, Instant.MIN),
                update -> timesOf(update, at),
                delete -> new FieldTimes(Instant.MIN, Instant.MIN, at)));
    }

    /** Of each time the later one. */
    FieldTimes joinedWith(FieldTimes other) {
        return new FieldTimes(
                later(displayNameAt, other.displayNameAt),
                later(parentAt, other.parentAt),
                later(deletedAt, other.deletedAt));
    }

    /** The newest of the times. */
    Instant latest() {
        return later(deletedAt, later(displayNameAt, parentAt));
    }

    private Optional<Change> newerPart(Create create, Instant at) {
        boolean isWhole = !at.isBefore(displayNameAt) && !at.isBefore(parentAt);
        return isWhole ? Optional.of(create) : newerFields(create, at);
    }

    private Optional<Change> newerFields(Change change, Instant at) {
        Optional<String> name = at.isBefore(displayNameAt) ? Optional.empty() : change.displayName();
        Placement placement = at.isBefore(parentAt) ? Placement.unchanged() : change.placement();
        return name.isEmpty() && !placement.isChange()
                ? Optional.empty()
                : Optional.of(
                        new Update(change.application(), change.organization(), name, placement, change.provenance()));
    }

    private static FieldTimes timesOf(Update update, Instant at) {
        return new FieldTimes(
                update.displayName().isPresent() ? at : Instant.MIN,
                update.placement().isChange() ? at : Instant.MIN,
                Instant.MIN);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
