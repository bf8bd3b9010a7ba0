package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.DepthBound.Stay;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Turns one order that works into all orders that are sure to work: which steps have to wait for which.
 *
 * <p>Some steps wait by their nature: for the parent that they go under, for what is still below what they delete, for the room that a delete makes. Then
 * each step is held against the worst that may be true by then, as far as steps are free to come earlier or later. If that would close a circle or reach
 * too deep, one of the free steps that are to blame is bound to the side on which it is in the order that works, until the worst is harmless. Since
 * everything is harmless in that order, this comes to an end.
 */
final class Schedule {

    private final Limits limits;
    private final List<Step> order;
    private final Precedence precedence;
    private final DepthBound places;

    private Schedule(Forest actual, List<Step> order, Limits limits) {
        this.limits = limits;
        this.order = order;
        this.precedence = new Precedence(order.size());
        this.places = new DepthBound(actual, order, precedence);
    }

    static List<Scheduled> of(Forest actual, List<Step> order, Limits limits) {
        Schedule schedule = new Schedule(actual, order, limits);
        schedule.waitForEachOther();
        schedule.waitForRoom(limits.organizations() - actual.size());
        IntStream.range(0, order.size()).forEach(schedule::waitUntilHarmless);
        return schedule.scheduled();
    }

    private void waitForEachOther() {
        Map<OrganizationId, Integer> done = new HashMap<>();
        for (int step = 0; step < order.size(); step++) {
            int number = step;
            OrganizationId id = order.get(step).organization();
            Optional.ofNullable(done.put(id, step)).ifPresent(earlier -> precedence.require(earlier, number));
            if (order.get(step) instanceof Step.Delete) {
                places.leaving(id).forEach(leaving -> precedence.require(leaving, number));
            }
            parentOf(step)
                    .map(done::get)
                    .filter(parent -> order.get(parent).before().isEmpty())
                    .ifPresent(parent -> precedence.require(parent, number));
        }
    }

    /** Each new organization has a place of its own: one that is free, or one that a certain delete frees. */
    private void waitForRoom(int free) {
        int left = free;
        Deque<Integer> freed = new ArrayDeque<>();
        for (int step = 0; step < order.size(); step++) {
            if (order.get(step) instanceof Step.Delete) {
                freed.add(step);
            } else if (order.get(step).before().isEmpty() && left-- <= 0) {
                precedence.require(freed.remove(), step);
            }
        }
    }

    private void waitUntilHarmless(int step) {
        parentOf(step).filter(parent -> order.get(step).places()).ifPresent(parent -> {
            List<Stay> worst = worst(step, parent);
            while (!worst.isEmpty()) {
                if (worst.stream().noneMatch(stay -> places.exclude(stay, step))) {
                    throw new IllegalStateException("the order does not work at " + order.get(step));
                }
                worst = worst(step, parent);
            }
        });
    }

    /** The places that together would make {@code step} go wrong; empty if nothing can. */
    private List<Stay> worst(int step, OrganizationId parent) {
        OrganizationId id = order.get(step).organization();
        List<Stay> above = longestAbove(parent, id, step, new ArrayList<>());
        boolean isCircle = !above.isEmpty()
                && above.get(above.size() - 1).parent().filter(id::equals).isPresent();
        if (isCircle || above.size() >= limits.depth()) {
            return above;
        }
        List<Stay> below = tooDeepBelow(id, step, limits.depth() - above.size());
        below.addAll(below.isEmpty() ? List.of() : above);
        return below;
    }

    /** The longest line from {@code from} to the top; cut where it reaches {@code end}, or more levels than there can be. */
    private List<Stay> longestAbove(OrganizationId from, OrganizationId end, int step, List<Stay> line) {
        List<Stay> longest = line;
        for (Stay stay : places.of(from, step)) {
            List<Stay> longer = new ArrayList<>(line);
            longer.add(stay);
            if (stay.parent().filter(end::equals).isPresent()) {
                return longer;
            }
            boolean goesOn = stay.parent().isPresent() && longer.size() < limits.depth();
            List<Stay> whole = goesOn ? longestAbove(stay.parent().get(), end, step, longer) : longer;
            if (whole.get(whole.size() - 1).parent().filter(end::equals).isPresent()) {
                return whole;
            }
            longest = whole.size() > longest.size() ? whole : longest;
        }
        return longest;
    }

    /** A line of organizations below {@code id} that together with it takes more than {@code levels}; empty if there is none. */
    private List<Stay> tooDeepBelow(OrganizationId id, int step, int levels) {
        for (Stay child : places.below(id, step)) {
            if (levels <= 1) {
                return new ArrayList<>(List.of(child));
            }
            List<Stay> line = tooDeepBelow(child.id(), step, levels - 1);
            if (!line.isEmpty()) {
                line.add(child);
                return line;
            }
        }
        return new ArrayList<>();
    }

    private Optional<OrganizationId> parentOf(int step) {
        return order.get(step).after().flatMap(Organization::parent);
    }

    private List<Scheduled> scheduled() {
        return IntStream.range(0, order.size())
                .mapToObj(step -> new Scheduled(
                        order.get(step),
                        precedence.directlyBefore(step).stream().boxed().collect(Collectors.toUnmodifiableSet())))
                .toList();
    }
}
