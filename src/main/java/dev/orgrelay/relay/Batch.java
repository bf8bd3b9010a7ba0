package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes that arrived together. Those of one application are applied one after the other, in {@link BatchOrder}; the applications do not wait for each
 * other. An application that is not available is not asked again for the rest. A change that came alone, as most do, needs none of that.
 */
final class Batch {

    private static final Deferred OUT_OF_TIME = new Deferred(Cause.NO_TIME, "there was no time left for it");

    /** Applies one change. */
    interface Step {

        /** @param earlier changes of the same organization that came before it and did not happen later */
        Uni<Outcome> apply(Change change, List<Change> earlier);
    }

    private final List<Change> changes;
    private final Step step;
    private final AtomicReferenceArray<Outcome> outcomes;

    Batch(List<Change> changes, Step step) {
        this.changes = changes;
        this.step = step;
        this.outcomes = new AtomicReferenceArray<>(changes.size());
    }

    /** Applies the changes; the outcomes are in their order. */
    Uni<List<Outcome>> run() {
        return changes.size() == 1
                ? Uni.createFrom()
                        .deferred(() -> step.apply(changes.get(0), List.of()))
                        .map(List::of)
                : runAll();
    }

    private Uni<List<Outcome>> runAll() {
        return Multi.createFrom()
                .iterable(indexesByApplication())
                .onItem()
                .transformToUni(indexes -> new Lane(BatchOrder.of(changes, indexes)).run())
                .merge(Math.max(1, changes.size()))
                .onItem()
                .ignoreAsUni()
                .replaceWith(this::outcomesSoFar);
    }

    /** The outcomes known by now; what has none yet is deferred. */
    List<Outcome> outcomesSoFar() {
        return IntStream.range(0, changes.size())
                .mapToObj(outcomes::get)
                .map(outcome -> Optional.ofNullable(outcome).orElse(OUT_OF_TIME))
                .toList();
    }

    private Collection<List<Integer>> indexesByApplication() {
        return IntStream.range(0, changes.size())
                .boxed()
                .collect(Collectors.groupingBy(index -> changes.get(index).application()))
                .values();
    }

    /** The changes for one application. */
    private final class Lane {

        private final List<Integer> order;
        private final Map<OrganizationId, List<Integer>> begun = new HashMap<>();
        private final Set<Integer> again = new LinkedHashSet<>();
        private final Availability availability = new Availability();

        Lane(List<Integer> order) {
            this.order = order;
        }

        Uni<Void> run() {
            return pass(order);
        }

        private Uni<Void> pass(List<Integer> tried) {
            return Multi.createFrom()
                    .iterable(tried)
                    .onItem()
                    .transformToUniAndConcatenate(this::applyAt)
                    .onItem()
                    .ignoreAsUni()
                    .flatMap(done -> {
                        List<Integer> rest = worthAnotherTry();
                        return rest.isEmpty() ? Uni.createFrom().voidItem() : pass(rest);
                    });
        }

        /** Of deletes the last comes first: those of children came after that of their parent. */
        private List<Integer> worthAnotherTry() {
            List<Integer> rest = new ArrayList<>(order);
            rest.removeIf(index -> !again.contains(index) || !isWaiting(index, Cause.NO_PLACE, Cause.MISSING));
            List<Integer> deletes = new ArrayList<>(rest);
            deletes.removeIf(index -> !(changes.get(index) instanceof Change.Delete));
            rest.removeAll(deletes);
            Collections.reverse(deletes);
            rest.addAll(deletes);
            again.clear();
            return rest;
        }

        private Uni<Outcome> applyAt(int index) {
            again.remove(index);
            List<Integer> others = begun.computeIfAbsent(changes.get(index).organization(), id -> new ArrayList<>());
            List<Integer> earlier = others.stream()
                    .filter(other -> other < index && !isLater(other, index))
                    .toList();
            if (!others.contains(index)) {
                others.add(index);
            }
            return availability
                    .obstacle()
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(() -> step.apply(
                            changes.get(index),
                            earlier.stream().map(changes::get).toList()))
                    .invoke(outcome -> {
                        outcomes.set(index, outcome);
                        availability.learn(outcome);
                        if (outcome instanceof Outcome.Applied) {
                            earlier.forEach(other -> overtake(other, changes.get(index)));
                            clearTheWay(changes.get(index), others);
                        }
                    });
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
        private void clearTheWay(Change applied, List<Integer> ofItsOrganization) {
            boolean isCreate = applied instanceof Change.Create;
            if (!isCreate && (applied.placement().isChange() || applied instanceof Change.Delete)) {
                order.stream().filter(index -> isWaiting(index, Cause.NO_PLACE)).forEach(again::add);
            }
            ofItsOrganization.stream()
                    .filter(index -> isWaiting(index, Cause.MISSING))
                    .forEach(again::add);
        }

        private boolean isWaiting(int index, Cause... causes) {
            return outcomes.get(index) instanceof Deferred deferred
                    && List.of(causes).contains(deferred.cause());
        }
    }
}
