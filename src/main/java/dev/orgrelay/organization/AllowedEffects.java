package dev.orgrelay.organization;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The effects that whoever asks for a change may have. Asked before each call, after everything that turns one change into another: an update into a create, a
 * refetch into a delete, a create into an update of what exists already.
 */
public record AllowedEffects(Set<Effect> effects) {

    /** Nothing is forbidden: an operator, a reconcile, a source without limits. */
    public static final AllowedEffects ALL = new AllowedEffects(EnumSet.allOf(Effect.class));

    public AllowedEffects {
        effects = Effect.copy(effects);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /**
     * What may become of {@code change} while nobody has looked whether its organization exists. Whoever may do all that the change can come to need not look,
     * and an update need not look for what is not there: its call creates nothing.
     */
    public Verdict of(Change change) {
        Set<Effect> possible = possible(change);
        Set<Effect> certain = EnumSet.copyOf(possible);
        if (change instanceof Change.Update) {
            certain.remove(Effect.CREATE);
        }
        if (effects.containsAll(certain)) {
            return new Verdict.Send(change);
        }
        possible.retainAll(effects);
        return possible.isEmpty() ? refused(change, certain) : new Verdict.Look();
    }

    /**
     * The same, knowing what exists. A change comes back as what is left to do: of an organization that exists, no more than what differs.
     *
     * @param found the organization as it is; empty if it does not exist
     * @param hasExisted whether it is known to have existed: then an update is of something that was deleted elsewhere
     */
    public Verdict of(Change change, Optional<Organization> found, boolean hasExisted) {
        return found.map(existing -> ofExisting(change, existing)).orElseGet(() -> ofMissing(change, hasExisted));
    }

    private Verdict ofExisting(Change change, Organization existing) {
        if (change instanceof Change.Delete) {
            return allowed(change, EnumSet.of(Effect.DELETE));
        }
        Optional<String> name = change.displayName().filter(wanted -> !wanted.equals(existing.displayName()));
        Placement placement =
                change.placement().equals(Placement.of(existing.parent())) ? Placement.unchanged() : change.placement();
        Set<Effect> needed = EnumSet.noneOf(Effect.class);
        name.ifPresent(differs -> needed.add(Effect.RENAME));
        if (placement.isChange()) {
            needed.add(Effect.MOVE);
        }
        return needed.isEmpty()
                ? new Verdict.Done()
                : allowed(
                        new Change.Update(
                                change.application(), change.organization(), name, placement, change.provenance()),
                        needed);
    }

    private Verdict ofMissing(Change change, boolean hasExisted) {
        if (change instanceof Change.Delete) {
            return new Verdict.Done();
        }
        if (hasExisted && change.provenance().operation() == Operation.UPDATE) {
            return new Verdict.Refused(
                    "'" + change.organization() + "' was deleted, and an update does not bring it back");
        }
        if (change.displayName().isEmpty()) {
            return allowed(change, EnumSet.of(Effect.MOVE)); // it has no effect yet, and waits for its organization
        }
        return allowed(
                new Change.Create(
                        change.application(),
                        change.organization(),
                        change.displayName().get(),
                        change.placement().parent(),
                        change.provenance()),
                EnumSet.of(Effect.CREATE));
    }

    private Verdict allowed(Change change, Set<Effect> needed) {
        return effects.containsAll(needed) ? new Verdict.Send(change) : refused(change, needed);
    }

    private Verdict refused(Change change, Set<Effect> needed) {
        String forbidden = needed.stream()
                .filter(effect -> !effects.contains(effect))
                .map(Effect::word)
                .collect(Collectors.joining(", "));
        return new Verdict.Refused("source '" + change.provenance().source() + "' may not " + forbidden);
    }

    /** All that a change can come to. */
    private static Set<Effect> possible(Change change) {
        return change.match(
                create -> EnumSet.of(Effect.CREATE, Effect.RENAME, Effect.MOVE),
                update -> {
                    Set<Effect> possible = EnumSet.noneOf(Effect.class);
                    update.displayName().ifPresent(name -> possible.addAll(EnumSet.of(Effect.CREATE, Effect.RENAME)));
                    if (update.placement().isChange()) {
                        possible.add(Effect.MOVE);
                    }
                    return possible;
                },
                delete -> EnumSet.of(Effect.DELETE));
    }
}
