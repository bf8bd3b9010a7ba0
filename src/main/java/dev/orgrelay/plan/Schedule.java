package dev.orgrelay.plan;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Plan.Scheduled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Turns one order that works into all orders that are sure to work: which steps have to wait for which.
 *
 * <p>Moves go one at a time: a move waits until all that comes before it has ended, well or not, and the rest until the move has ended. So nothing but
 * creates, deletes and renames goes on at once; none of them closes a circle or makes anything deeper. A create waits for the create of its parent and
 * for the delete that makes its room, a delete for those below it to be gone, a move for those without which it would break a rule.
 */
final class Schedule {

    private final Hierarchy actual;
    private final List<Step> order;
    private final Limits limits;
    private final List<Scheduled> scheduled = new ArrayList<>();
    private final Map<OrganizationId, Integer> first = new HashMap<>();
    private final Map<OrganizationId, Integer> last = new HashMap<>();
    private final Queue<Integer> freed = new ArrayDeque<>();
    private int room;
    private int lastMove = -1;
    private Hierarchy now;
    private int carriedOut;

    private Schedule(Hierarchy actual, List<Step> order, Limits limits) {
        this.actual = actual;
        this.order = order;
        this.limits = limits;
        this.room = limits.organizations() - actual.size();
        this.now = actual;
    }

    static List<Scheduled> of(Hierarchy actual, List<Step> order, Limits limits) {
        Schedule schedule = new Schedule(actual, order, limits);
        order.forEach(schedule::add);
        return List.copyOf(schedule.scheduled);
    }

    private void add(Step step) {
        int number = scheduled.size();
        boolean isMove = step.move().isChange();
        Set<Integer> ended = IntStream.range(Math.max(0, lastMove), isMove ? number : lastMove + 1)
                .boxed()
                .collect(Collectors.toUnmodifiableSet());
        scheduled.add(new Scheduled(step, succeeded(step), ended));
        lastMove = isMove ? number : lastMove;
        first.putIfAbsent(step.organization(), number);
        if (isMove || !(step instanceof Step.Update)) {
            last.put(step.organization(), number);
        }
    }

    private Set<Integer> succeeded(Step step) {
        return step.match(this::beforeCreate, this::beforeUpdate, detour -> Set.of(), this::beforeDelete);
    }

    private Set<Integer> beforeCreate(Step.Create create) {
        Set<Integer> after = new TreeSet<>();
        create.organizationAfter()
                .parent()
                .map(last::get)
                .filter(parent -> order.get(parent) instanceof Step.Create)
                .ifPresent(after::add);
        if (room-- <= 0) {
            after.add(freed.remove());
        }
        return after;
    }

    private Set<Integer> beforeDelete(Step.Delete delete) {
        freed.add(scheduled.size());
        return actual.childrenOf(delete.organization()).stream().map(first::get).collect(Collectors.toSet());
    }

    private Set<Integer> beforeUpdate(Step.Update update) {
        return update.placement()
                .parent()
                .map(parent -> beforeMove(update, parent))
                .orElse(Set.of());
    }

    /** The earlier ones without which {@code move} would break a rule, or could close a circle if others had failed as well. */
    private Set<Integer> beforeMove(Step.Update move, OrganizationId parent) {
        now = now.after(order.subList(carriedOut, scheduled.size()));
        carriedOut = scheduled.size();
        return last.entrySet().stream()
                .filter(earlier -> isNeeded(earlier.getKey(), move, parent))
                .map(Map.Entry::getValue)
                .collect(Collectors.toSet());
    }

    /** Only what is above the new place, or was below the one that moves, can stand in its way. */
    private boolean isNeeded(OrganizationId id, Step.Update move, OrganizationId parent) {
        OrganizationId moved = move.organization();
        Optional<OrganizationId> back = actual.parentOf(id);
        boolean isAbove = now.isWithin(parent, id);
        if (isAbove
                && back.filter(above -> mayBeBelow(above, moved, new HashSet<>()))
                        .isPresent()) {
            return true;
        }
        return (isAbove || back.filter(above -> now.isWithin(above, moved)).isPresent())
                && limits.against(now.with(id, actual.find(id)), move).isPresent();
    }

    /** Whether {@code id} is below {@code top} if some of those above it are where they were, and some where they go. */
    private boolean mayBeBelow(OrganizationId id, OrganizationId top, Set<OrganizationId> seen) {
        return id.equals(top)
                || seen.add(id)
                        && Stream.of(actual, now)
                                .flatMap(one -> one.parentOf(id).stream())
                                .anyMatch(above -> mayBeBelow(above, top, seen));
    }
}
