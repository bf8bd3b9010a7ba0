package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;

/**
 * The changes of a batch that are for one application, applied one after the other.
 *
 * <p>A change that has no place in the hierarchy yet gets another try after the others, until a pass makes no progress. An application that is not
 * available is not asked again for the rest of the batch.
 */
final class Lane {

    private final List<Integer> indexes;
    private final AtomicReferenceArray<Outcome> outcomes;
    private final IntFunction<Uni<Outcome>> apply;
    private final Availability availability = new Availability();

    /**
     * @param indexes which changes of the batch
     * @param outcomes gets the outcomes, of these indexes
     */
    Lane(List<Integer> indexes, AtomicReferenceArray<Outcome> outcomes, IntFunction<Uni<Outcome>> apply) {
        this.indexes = indexes;
        this.outcomes = outcomes;
        this.apply = apply;
    }

    Uni<Void> run() {
        return pass(indexes);
    }

    private Uni<Void> pass(List<Integer> tried) {
        return Multi.createFrom()
                .iterable(tried)
                .onItem()
                .transformToUniAndConcatenate(this::applyAt)
                .onItem()
                .ignoreAsUni()
                .flatMap(done -> {
                    List<Integer> waiting =
                            tried.stream().filter(this::isUnplaced).toList();
                    boolean isOver = waiting.isEmpty() || waiting.size() == tried.size();
                    return isOver ? Uni.createFrom().voidItem() : pass(waiting);
                });
    }

    private Uni<Outcome> applyAt(int index) {
        return availability
                .obstacle()
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> apply.apply(index))
                .invoke(outcome -> {
                    outcomes.set(index, outcome);
                    availability.learn(outcome);
                });
    }

    private boolean isUnplaced(int index) {
        return outcomes.get(index) instanceof Deferred deferred
                && deferred.awaited().isAnotherChange();
    }
}
