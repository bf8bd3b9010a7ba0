package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    private List<Integer> earlierThan(int index) {
        Change change = changes.get(index);
        return IntStream.range(0, index)
                .filter(other -> changes.get(other).application().equals(change.application()))
                .filter(other -> changes.get(other).organization().equals(change.organization()))
                .filter(other -> !changes.get(other)
                        .provenance()
                        .at()
                        .isAfter(change.provenance().at()))
                .boxed()
                .toList();
    }

    /** The changes for one application. */
    private final class Lane {

        private final List<Integer> order;
        private final Availability availability = new Availability();

        /** How many changes have cleared a way so far: moves and deletes, and of an organization whatever was applied. */
        private int cleared;

        private final int[] clearedBefore = new int[changes.size()];

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

        /** Deletes of children came after that of their parent, so the last comes first. */
        private List<Integer> worthAnotherTry() {
            List<Integer> rest = new ArrayList<>();
            List<Integer> deletes = new ArrayList<>();
            for (int index : order) {
                boolean isWaiting = outcomes.get(index) instanceof Deferred deferred
                        && (deferred.cause() == Cause.NO_PLACE || deferred.cause() == Cause.MISSING);
                if (isWaiting && cleared > clearedBefore[index]) {
                    if (changes.get(index) instanceof Change.Delete) {
                        deletes.add(0, index);
                    } else {
                        rest.add(index);
                    }
                }
            }
            rest.addAll(deletes);
            return rest;
        }

        private Uni<Outcome> applyAt(int index) {
            clearedBefore[index] = cleared;
            return availability
                    .obstacle()
                    .map(outcome -> Uni.createFrom().item(outcome))
                    .orElseGet(() -> step.apply(
                            changes.get(index),
                            earlierThan(index).stream().map(changes::get).toList()))
                    .invoke(outcome -> settle(index, outcome));
        }

        private void settle(int index, Outcome outcome) {
            outcomes.set(index, outcome);
            availability.learn(outcome);
            if (outcome instanceof Outcome.Applied) {
                Change change = changes.get(index);
                boolean clearsAWay = change.placement().isChange() || change instanceof Change.Delete;
                cleared += clearsAWay ? 1 : 0;
                earlierThan(index).forEach(earlier -> overtake(earlier, change));
            }
        }

        /** What waited, and was overtaken by a later change of the same delivery, waits no more. */
        private void overtake(int index, Change by) {
            Set<Field> fields = Field.of(changes.get(index));
            boolean isWhole = Field.overtaken(fields, Field.of(by)).equals(fields);
            if (isWhole && outcomes.get(index) instanceof Deferred) {
                outcomes.set(index, new Outcome.Stale("a later change of the same delivery was applied"));
            }
        }
    }
}
