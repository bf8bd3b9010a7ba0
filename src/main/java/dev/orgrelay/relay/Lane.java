package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;

/**
 * The changes of one delivery for one application, to be tried one after the other: who creates a parent before those who need it, and the changes of one
 * organization as they came. Otherwise as they came. At the end those follow once more for which others have cleared the way meanwhile.
 */
final class Lane implements Run.Graph {

    private final List<Change> changes;
    private final BiFunction<Change, List<Change>, Uni<Outcome>> step;
    private final AtomicReferenceArray<Outcome> outcomes;
    private final Map<OrganizationId, List<Integer>> ofOrganization = new HashMap<>();
    private final Set<OrganizationId> underWay = new HashSet<>();
    private final Set<Integer> order = new LinkedHashSet<>();
    private final Set<Integer> again = new HashSet<>();
    private final List<Integer> tries;

    /**
     * @param indexes which of {@code changes}, all for one application
     * @param outcomes gets the outcome of each, by the same indexes
     */
    Lane(
            List<Change> changes,
            List<Integer> indexes,
            BiFunction<Change, List<Change>, Uni<Outcome>> step,
            AtomicReferenceArray<Outcome> outcomes) {
        this.changes = changes;
        this.step = step;
        this.outcomes = outcomes;
        indexes.forEach(index -> ofOrganization
                .computeIfAbsent(changes.get(index).organization(), id -> new ArrayList<>())
                .add(index));
        indexes.forEach(this::place);
        this.tries = new ArrayList<>(order);
    }

    /** With everything of its organization that came before it, and what these need. A circle of parents is left as it is. */
    private void place(int index) {
        OrganizationId organization = changes.get(index).organization();
        if (order.contains(index) || !underWay.add(organization)) {
            return;
        }
        for (int next : ofOrganization.get(organization)) {
            if (next <= index && !order.contains(next)) {
                changes.get(next).placement().parent().ifPresent(this::placeCreatorOf);
                order.add(next);
            }
        }
        underWay.remove(organization);
    }

    private void placeCreatorOf(OrganizationId parent) {
        ofOrganization.getOrDefault(parent, List.of()).stream()
                .filter(index -> changes.get(index).displayName().isPresent())
                .findFirst()
                .ifPresent(this::place);
    }

    @Override
    public int size() {
        return tries.size();
    }

    @Override
    public Uni<Outcome> carryOut(int node) {
        int index = tries.get(node);
        again.remove(index);
        return step.apply(
                changes.get(index), earlier(index).stream().map(changes::get).toList());
    }

    @Override
    public void ended(int node, Outcome outcome) {
        int index = tries.get(node);
        outcomes.set(index, outcome);
        if (outcome instanceof Outcome.Applied) {
            earlier(index).forEach(other -> overtake(other, changes.get(index)));
            clearTheWay(changes.get(index));
        }
        if (node == tries.size() - 1) {
            tries.addAll(worthAnotherTry());
        }
    }

    /** The changes of the same organization that came before it and did not happen later. */
    private List<Integer> earlier(int index) {
        return ofOrganization.get(changes.get(index).organization()).stream()
                .filter(other -> other < index && !isLater(other, index))
                .toList();
    }

    private boolean isLater(int index, int than) {
        return changes.get(index)
                .provenance()
                .at()
                .isAfter(changes.get(than).provenance().at());
    }

    /** What waited, and was overtaken by a later change of the same delivery, waits no more. */
    private void overtake(int index, Change by) {
        Set<Field> fields = Field.of(changes.get(index));
        boolean isWhole = Field.overtaken(fields, Field.of(by)).equals(fields);
        if (isWhole && outcomes.get(index) instanceof Deferred) {
            outcomes.set(index, new Outcome.Stale("a later change of the same delivery was applied"));
        }
    }

    /** A move or a delete clears a place for others, and whatever is applied makes its organization exist. */
    private void clearTheWay(Change applied) {
        boolean isCreate = applied instanceof Change.Create;
        if (!isCreate && (applied.placement().isChange() || applied instanceof Change.Delete)) {
            order.stream().filter(index -> waitsFor(index, Cause.NO_PLACE)).forEach(again::add);
        }
        ofOrganization.get(applied.organization()).stream()
                .filter(index -> waitsFor(index, Cause.MISSING))
                .forEach(again::add);
    }

    /** In the same order, then deletes: of those the last comes first, since those of children came after that of their parent. */
    private List<Integer> worthAnotherTry() {
        List<Integer> rest = new ArrayList<>();
        List<Integer> deletes = new ArrayList<>();
        order.stream()
                .filter(again::contains)
                .filter(index -> waitsFor(index, Cause.NO_PLACE) || waitsFor(index, Cause.MISSING))
                .forEach(index -> (changes.get(index) instanceof Change.Delete ? deletes : rest).add(index));
        Collections.reverse(deletes);
        rest.addAll(deletes);
        again.clear();
        return rest;
    }

    private boolean waitsFor(int index, Cause cause) {
        return Optional.ofNullable(outcomes.get(index))
                .filter(outcome -> outcome.isDeferredFor(cause))
                .isPresent();
    }
}
