package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What makes room in an application that is full: the delete that waits for the fewest others.
 *
 * <p>A delete waits for what is still below it; and that may wait for new organizations, for which there has to be room first.
 */
final class RoomFinder {

    private final Forest now;
    private final Forest goal;
    private final Map<OrganizationId, Step> pending;

    RoomFinder(Forest now, Forest goal, Map<OrganizationId, Step> pending) {
        this.now = now;
        this.goal = goal;
        this.pending = pending;
    }

    /** The new organizations that would clear the way for a delete, if no more than {@code room} of them are needed; the highest first. */
    Stream<Step> creates(int room) {
        return fewest(room, this::missingAbove).or(() -> fewest(room, this::missingFor)).stream()
                .flatMap(Set::stream)
                .sorted(Comparator.comparingInt(step -> goal.depthOf(step.organization())));
    }

    private Optional<Set<Step>> fewest(int room, Function<Step, Set<Step>> missingFor) {
        return deletes()
                .map(missingFor)
                .filter(missing -> !missing.isEmpty() && missing.size() <= room)
                .min(Comparator.comparingInt(Set::size));
    }

    /** The organization that should make a detour, so that something can be deleted; empty if none should. */
    Optional<Step> detourForRoom(boolean isFull) {
        return deletes()
                .filter(delete -> isFull)
                .map(delete -> moversBelow(delete.organization()))
                .filter(movers -> !movers.isEmpty())
                .min(Comparator.comparingInt(Set::size))
                .flatMap(movers -> movers.stream().findFirst());
    }

    private Stream<Step> deletes() {
        return pending.values().stream().filter(Step.Delete.class::isInstance);
    }

    /** What has to be created directly above those that are below {@code delete}, up to the first that exists. */
    private Set<Step> missingAbove(Step delete) {
        return creates(delete, mover -> goal.lineOf(mover).stream().skip(1).takeWhile(above -> !now.contains(above)));
    }

    /** The same up to the top: those that exist may have to move first. */
    private Set<Step> missingFor(Step delete) {
        return creates(delete, mover -> goal.lineOf(mover).stream());
    }

    private Set<Step> creates(Step delete, Function<OrganizationId, Stream<OrganizationId>> line) {
        Set<Step> missing = new LinkedHashSet<>();
        moversBelow(delete.organization()).stream()
                .flatMap(mover -> line.apply(mover.organization()))
                .map(pending::get)
                .filter(step -> step instanceof Step.Create)
                .forEach(missing::add);
        return missing;
    }

    private Set<Step> moversBelow(OrganizationId deleted) {
        Set<Step> movers = new LinkedHashSet<>();
        now.childrenOf(deleted).forEach(child -> {
            if (pending.get(child) instanceof Step.Delete) {
                movers.addAll(moversBelow(child));
            } else {
                movers.add(pending.get(child));
            }
        });
        return movers;
    }
}
