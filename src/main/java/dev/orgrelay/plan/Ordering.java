package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks for an order in which each step is allowed.
 *
 * <p>Two kinds of steps never spoil anything: an organization gets its place when everything above that place is already as it will be, and what has
 * nothing below it is deleted. Where that comes to a halt, because what hangs below would reach too deep or the application is full, whatever else is
 * allowed is tried, and taken back if it leads nowhere. If all of that fails, one that has to move anyway makes a detour over the top level. That always
 * helps: an organization at the top level holds up nobody, so at most each move becomes two.
 */
final class Ordering {

    /** How many steps are looked at on ways that lead nowhere. */
    private static final int MOST_LOOKED_AT = 20_000;

    private final Limits limits;
    private final Hierarchy goal;
    private int looksLeft;

    private Ordering(Hierarchy goal, int steps, Limits limits) {
        this.goal = goal;
        this.limits = limits;
        this.looksLeft = MOST_LOOKED_AT / Math.max(1, steps);
    }

    /** {@code steps} in an order that works, with the detours that it needs; their end state is possible. */
    static List<Step> of(Hierarchy actual, List<Step> steps, Limits limits) {
        Hierarchy goal = actual.after(steps);
        Comparator<Step> topDownThenDeletes = Comparator.comparingInt(step -> step.match(
                create -> goal.depthOf(create.organization()),
                update -> update.places() ? goal.depthOf(update.organization()) : 0,
                detour -> 0,
                delete -> Integer.MAX_VALUE - actual.depthOf(delete.organization())));
        List<Step> sorted = steps.stream().sorted(topDownThenDeletes).toList();
        return new Ordering(goal, steps.size(), limits).order(new Position(actual, List.of(), sorted));
    }

    /** How far an order has got. */
    private record Position(Hierarchy now, List<Step> done, List<Step> pending) {

        Position after(Step next) {
            return after(List.of(next));
        }

        Position after(List<Step> next) {
            Set<Step> taken = new HashSet<>(next);
            return new Position(
                    now.after(next),
                    Stream.concat(done.stream(), next.stream()).toList(),
                    pending.stream().filter(step -> !taken.contains(step)).toList());
        }

        Stream<OrganizationId> deletes() {
            return pending.stream().filter(Ordering::isDelete).map(Step::organization);
        }

        Set<OrganizationId> waiting() {
            return pending.stream().map(Step::organization).collect(Collectors.toSet());
        }
    }

    private List<Step> order(Position start) {
        Position at = search(start);
        while (!at.pending().isEmpty()) {
            at = search(detour(at));
        }
        return at.done();
    }

    /** The end, if it can be reached without a detour; otherwise how far it went best. */
    private Position search(Position start) {
        Position furthest = start;
        Set<Set<OrganizationId>> seen = new HashSet<>();
        Deque<Iterator<Position>> open = new ArrayDeque<>(List.of(List.of(start).iterator()));
        while (!open.isEmpty()) {
            if (open.element().hasNext()) {
                Position at = settle(open.element().next());
                furthest = at.pending().size() < furthest.pending().size() ? at : furthest;
                if (at.pending().isEmpty()) {
                    return at;
                }
                if (seen.add(at.waiting())) {
                    open.push(choices(at).map(at::after).iterator());
                }
            } else if (looksLeft-- > 0) {
                open.pop();
            } else {
                return furthest;
            }
        }
        return furthest;
    }

    /** Everything that never spoils anything. */
    private Position settle(Position from) {
        Position at = from;
        for (List<Step> next = harmless(at); !next.isEmpty(); next = harmless(at)) {
            at = at.after(next);
        }
        return at;
    }

    private List<Step> harmless(Position at) {
        Set<OrganizationId> waiting = at.waiting();
        boolean isRoomForAll = isRoomForAll(at);
        List<Step> allowed = allowed(at).toList();
        List<Step> places = allowed.stream()
                .filter(step -> !isDelete(step) && (isRoomForAll || !isCreate(step)))
                .filter(step -> !step.places() || isSettled(step, waiting))
                .toList();
        return places.isEmpty() ? allowed.stream().filter(Ordering::isDelete).toList() : places;
    }

    private Stream<Step> allowed(Position at) {
        return at.pending().stream()
                .filter(step -> limits.against(at.now(), step).isEmpty());
    }

    private boolean isSettled(Step step, Set<OrganizationId> waiting) {
        return goal.lineOf(step.organization()).stream().skip(1).noneMatch(waiting::contains);
    }

    /** What else is allowed, the most promising first: new ones that make room, moves that will not be too deep at the end either, other moves, the rest. */
    private Stream<Step> choices(Position at) {
        Set<OrganizationId> roomMakers = roomMakers(at);
        ToIntFunction<Step> rank = step -> {
            boolean fits =
                    goal.depthOf(step.organization()) + at.now().heightOf(step.organization()) - 1 <= limits.depth();
            return isCreate(step) ? (roomMakers.contains(step.organization()) ? 0 : 3) : (fits ? 1 : 2);
        };
        return allowed(at).sorted(Comparator.comparingInt(rank));
    }

    /** The new ones that the delete which waits for the fewest of them waits for; none if there is no room for these. */
    private Set<OrganizationId> roomMakers(Position at) {
        return at.deletes()
                .map(deleted -> movers(at, deleted)
                        .flatMap(mover -> goal.lineOf(mover).stream().skip(1).takeWhile(above -> !at.now()
                                .contains(above)))
                        .collect(Collectors.toSet()))
                .filter(missing -> !missing.isEmpty() && missing.size() <= room(at))
                .min(Comparator.comparingInt(Set::size))
                .orElse(Set.of());
    }

    /** What has to move away before {@code deleted} can be deleted. */
    private Stream<OrganizationId> movers(Position at, OrganizationId deleted) {
        return at.now().childrenOf(deleted).stream()
                .flatMap(child -> goal.contains(child) ? Stream.of(child) : movers(at, child));
    }

    private Position detour(Position at) {
        List<Step> movers = at.pending().stream()
                .filter(step -> step instanceof Step.Update)
                .filter(step -> at.now().parentOf(step.organization()).isPresent())
                .toList();
        return forRoom(at)
                .flatMap(id -> movers.stream()
                        .filter(step -> step.organization().equals(id))
                        .findFirst())
                .or(() -> movers.stream().filter(step -> opensTheWay(at, step)).findFirst())
                .or(() -> movers.stream()
                        .max(Comparator.comparingInt(step -> at.now().depthOf(step.organization()))))
                .map(step -> detoured(at, step))
                .orElseThrow(() -> new IllegalStateException("no order found for " + at.waiting()));
    }

    /** One that has to move before something can be deleted, if there is no room. */
    private Optional<OrganizationId> forRoom(Position at) {
        return at.deletes()
                .filter(deleted -> !isRoomForAll(at))
                .map(deleted -> movers(at, deleted).toList())
                .filter(below -> !below.isEmpty())
                .min(Comparator.comparingInt(List::size))
                .map(below -> below.get(0));
    }

    private boolean opensTheWay(Position at, Step step) {
        return !harmless(detoured(at, step)).isEmpty();
    }

    private static Position detoured(Position at, Step step) {
        return at.after(new Step.Detour(step.before().orElseThrow()));
    }

    private boolean isRoomForAll(Position at) {
        return room(at) >= at.pending().stream().filter(Ordering::isCreate).count();
    }

    private int room(Position at) {
        return limits.organizations() - at.now().size();
    }

    private static boolean isCreate(Step step) {
        return step instanceof Step.Create;
    }

    private static boolean isDelete(Step step) {
        return step instanceof Step.Delete;
    }
}
