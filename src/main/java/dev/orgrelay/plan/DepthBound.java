package dev.orgrelay.plan;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Where each organization may be at the moment of a step, as long as nothing but {@link Precedence} holds. */
final class DepthBound {

    /**
     * A place of an organization.
     *
     * @param parent empty at the top level
     * @param exists false before it is created and after it is deleted
     * @param from the step that brings it there, -1 if it is there from the beginning
     * @param until the step that takes it away, {@link Integer#MAX_VALUE} if none does
     */
    record Stay(OrganizationId id, boolean exists, Optional<OrganizationId> parent, int from, int until) {}

    private final Map<OrganizationId, List<Stay>> stays = new LinkedHashMap<>();
    private final Map<OrganizationId, Set<OrganizationId>> visitors = new LinkedHashMap<>();
    private final Precedence precedence;

    DepthBound(Forest actual, List<Step> order, Precedence precedence) {
        this.precedence = precedence;
        actual.ids().forEach(id -> begin(id, new Stay(id, true, actual.parentOf(id), -1, Integer.MAX_VALUE)));
        IntStream.range(0, order.size())
                .filter(step -> !(order.get(step) instanceof Step.Update update) || update.places())
                .forEach(step -> go(order.get(step), step));
    }

    /** The steps that take organizations away from under {@code parent}, of those that are there at the beginning. */
    IntStream leaving(OrganizationId parent) {
        return everBelow(parent).stream()
                .map(child -> stays.get(child).get(0))
                .filter(stay -> stay.parent().filter(parent::equals).isPresent())
                .mapToInt(Stay::until);
    }

    /** Where {@code id} may be while {@code step} is carried out; the places that it does not exist in are left out. */
    List<Stay> of(OrganizationId id, int step) {
        return stays.getOrDefault(id, List.of()).stream()
                .filter(Stay::exists)
                .filter(stay -> isPossible(stay, step))
                .toList();
    }

    /** What may be directly below {@code parent} while {@code step} is carried out. */
    List<Stay> below(OrganizationId parent, int step) {
        return everBelow(parent).stream()
                .flatMap(child -> of(child, step).stream())
                .filter(stay -> stay.parent().filter(parent::equals).isPresent())
                .toList();
    }

    /** Makes sure that {@code stay} is over, or has not begun, when {@code step} is carried out, as in the order of the numbers; false if it is neither. */
    boolean exclude(Stay stay, int step) {
        if (stay.until() < step) {
            precedence.require(stay.until(), step);
        } else if (stay.from() > step) {
            precedence.require(step, stay.from());
        } else {
            return false;
        }
        return true;
    }

    private boolean isPossible(Stay stay, int step) {
        boolean isOver = stay.until() < step && precedence.isBefore(stay.until(), step);
        boolean isAhead = stay.from() > step && precedence.isBefore(step, stay.from());
        return !isOver && !isAhead && stay.from() != step;
    }

    private Set<OrganizationId> everBelow(OrganizationId parent) {
        return visitors.getOrDefault(parent, Set.of());
    }

    private void begin(OrganizationId id, Stay stay) {
        stays.computeIfAbsent(id, i -> new ArrayList<>()).add(stay);
        stay.parent().ifPresent(parent -> visitors.computeIfAbsent(parent, p -> new LinkedHashSet<>())
                .add(id));
    }

    private void go(Step step, int number) {
        OrganizationId id = step.organization();
        if (stays.containsKey(id)) {
            List<Stay> own = stays.get(id);
            Stay last = own.remove(own.size() - 1);
            own.add(new Stay(id, last.exists(), last.parent(), last.from(), number));
        }
        begin(
                id,
                new Stay(
                        id,
                        step.after().isPresent(),
                        step.after().flatMap(Organization::parent),
                        number,
                        Integer.MAX_VALUE));
    }
}
