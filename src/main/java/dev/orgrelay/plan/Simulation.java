package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Plays steps through on a model of the application, and so finds an order in which each of them is allowed.
 *
 * <p>The main rule is: an organization gets its place when everything above that place is already as it will be. Then no circle can close, and nothing that
 * was possible becomes impossible later. Where that comes to a halt, because what hangs below would reach too deep or the application is full, an
 * organization may be placed before those above it, or something is deleted earlier; and if nothing at all is possible, one that has to move anyway
 * makes a detour over the top level. That always helps: an organization at the top level holds up nobody, so at most each move becomes two.
 */
final class Simulation {

    private final Limits limits;
    private final Forest now;
    private final Forest goal;
    private final Map<OrganizationId, Step> pending = new LinkedHashMap<>();
    private final List<Step> order = new ArrayList<>();
    private final RoomFinder roomFinder;
    private int creates;

    /** @param steps steps whose end state is possible; of what is equally good, the first is taken */
    Simulation(Forest actual, Collection<Step> steps, Limits limits) {
        this.limits = limits;
        this.now = actual.after(List.of());
        this.goal = actual.after(steps);
        this.roomFinder = new RoomFinder(now, goal, pending);
        steps.forEach(this::expect);
    }

    /** Steps that are easy to read: from the top down, and deletes after that from the bottom up. */
    static Simulation topDown(Forest actual, Collection<Step> steps, Limits limits) {
        Forest goal = actual.after(steps);
        Comparator<Step> byLevel = Comparator.comparingInt(step -> step instanceof Step.Delete
                ? Integer.MAX_VALUE - actual.depthOf(step.organization())
                : goal.depthOf(step.organization()));
        return new Simulation(actual, steps.stream().sorted(byLevel).toList(), limits);
    }

    /** The steps in an order that works, with the detours that it needs. */
    List<Step> run() {
        while (!pending.isEmpty()) {
            if (!isAnythingDone()) {
                throw new IllegalStateException("no order found for " + pending.keySet());
            }
        }
        return order;
    }

    private void expect(Step step) {
        if (step instanceof Step.Update && !step.places()) {
            order.add(step); // a new name hinders nobody
            return;
        }
        pending.put(step.organization(), step);
        creates += isCreate(step) ? 1 : 0;
    }

    private boolean isAnythingDone() {
        return doAll(this::isSettledPlace)
                || doAll(this::isLeafToDelete)
                || doFirst(roomFinder.creates(room()), this::isPlaceOfNew)
                || doFirst(placing(), this::isEarlyPlace)
                || doFirst(placing(), this::isAllowedMove)
                || doFirst(placing(), this::isSettledPlaceOfNew)
                || detour();
    }

    private boolean doAll(Predicate<Step> isPossible) {
        boolean isAnyDone = false;
        for (Step step : List.copyOf(pending.values())) {
            if (isPossible.test(step)) {
                carryOut(step);
                isAnyDone = true;
            }
        }
        return isAnyDone;
    }

    private boolean doFirst(Stream<Step> candidates, Predicate<Step> isPossible) {
        Optional<Step> first = candidates.filter(isPossible).findFirst();
        first.ifPresent(this::carryOut);
        return first.isPresent();
    }

    private void carryOut(Step step) {
        order.add(step);
        pending.remove(step.organization());
        creates -= isCreate(step) ? 1 : 0;
        step.after()
                .ifPresentOrElse(after -> now.place(after.id(), after.parent()), () -> now.remove(step.organization()));
    }

    /** The main rule; new organizations only while there is room for all of them. */
    private boolean isSettledPlace(Step step) {
        return step.places()
                && !(isCreate(step) && creates > room())
                && isSettled(goal.parentOf(step.organization()))
                && fits(step.organization(), goal.depthOf(step.organization()));
    }

    private boolean isSettledPlaceOfNew(Step step) {
        return isCreate(step) && room() > 0 && isSettled(goal.parentOf(step.organization()));
    }

    private boolean isPlaceOfNew(Step step) {
        return isSettledPlaceOfNew(step) || (room() > 0 && isEarly(step));
    }

    /** Allowed now, and with everything that still hangs below not too deep at the end either. */
    private boolean isEarlyPlace(Step step) {
        return !(isCreate(step) && creates > room()) && isEarly(step);
    }

    private boolean isEarly(Step step) {
        return isAllowed(step) && fits(step.organization(), goal.depthOf(step.organization()));
    }

    private boolean isAllowedMove(Step step) {
        return !isCreate(step) && isAllowed(step);
    }

    private boolean isAllowed(Step step) {
        OrganizationId id = step.organization();
        Optional<OrganizationId> parent = goal.parentOf(id);
        return parent.isPresent()
                && now.contains(parent.get())
                && !now.isWithin(parent.get(), id)
                && fits(id, now.depthOf(parent.get()) + 1);
    }

    private boolean isLeafToDelete(Step step) {
        return step instanceof Step.Delete
                && now.childrenOf(step.organization()).isEmpty();
    }

    private boolean detour() {
        Optional<Step> step = roomFinder
                .detourForRoom(room() < creates)
                .or(() -> placing().filter(this::opensTheWay).findFirst())
                .or(() -> placing().filter(this::canLeave).max(Comparator.comparingInt(this::depthNow)));
        step.flatMap(Step::before).ifPresent(before -> {
            order.add(new Step.Detour(before));
            now.place(before.id(), Optional.empty());
        });
        return step.isPresent();
    }

    /** Whether another one could get its place if this one were at the top level. */
    private boolean opensTheWay(Step step) {
        if (!canLeave(step)) {
            return false;
        }
        OrganizationId id = step.organization();
        Optional<OrganizationId> parent = now.parentOf(id);
        now.place(id, Optional.empty());
        boolean isOpen = placing()
                .filter(other -> !other.equals(step))
                .anyMatch(other -> isSettledPlace(other) || isEarlyPlace(other));
        now.place(id, parent);
        return isOpen;
    }

    private boolean canLeave(Step step) {
        return step instanceof Step.Update && now.parentOf(step.organization()).isPresent();
    }

    private boolean isSettled(Optional<OrganizationId> parent) {
        Optional<OrganizationId> at = parent;
        while (at.isPresent()) {
            if (pending.containsKey(at.get())) {
                return false;
            }
            at = goal.parentOf(at.get());
        }
        return true;
    }

    private boolean fits(OrganizationId id, int depth) {
        return depth + now.heightOf(id) - 1 <= limits.depth();
    }

    private int room() {
        return limits.organizations() - now.size();
    }

    private Stream<Step> placing() {
        return List.copyOf(pending.values()).stream().filter(Step::places);
    }

    private int depthNow(Step step) {
        return now.depthOf(step.organization());
    }

    private static boolean isCreate(Step step) {
        return step.before().isEmpty();
    }
}
