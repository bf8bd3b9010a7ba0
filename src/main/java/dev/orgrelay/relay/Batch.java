package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Changes that arrived together, applied one after the other.
 *
 * <p>A change that has no place in the hierarchy yet gets another try after the others, until a pass makes no progress. An application that is not
 * available is not asked again for the rest of the batch ({@link Availability}).
 */
final class Batch {

    private static final Deferred OUT_OF_TIME =
            new Deferred(Awaited.TURN, "there was no time left for it", Duration.ofSeconds(5));

    private final List<Change> changes;
    private final Function<Change, Uni<Outcome>> apply;
    private final BooleanSupplier isOutOfTime;
    private final AtomicReferenceArray<Outcome> outcomes;
    private final Availability availability = new Availability();

    Batch(List<Change> changes, Function<Change, Uni<Outcome>> apply, BooleanSupplier isOutOfTime) {
        this.changes = changes;
        this.apply = apply;
        this.isOutOfTime = isOutOfTime;
        this.outcomes = new AtomicReferenceArray<>(changes.size());
    }

    /** Applies the changes; the outcomes are in their order. */
    Uni<List<Outcome>> run() {
        return pass(IntStream.range(0, changes.size()).boxed().toList()).replaceWith(this::outcomesSoFar);
    }

    /** The outcomes known by now; what has none yet is deferred. */
    List<Outcome> outcomesSoFar() {
        return IntStream.range(0, changes.size())
                .mapToObj(outcomes::get)
                .map(outcome -> Optional.ofNullable(outcome).orElse(OUT_OF_TIME))
                .toList();
    }

    private Uni<Void> pass(List<Integer> indexes) {
        return Multi.createFrom()
                .iterable(indexes)
                .onItem()
                .transformToUniAndConcatenate(this::applyAt)
                .onItem()
                .ignoreAsUni()
                .flatMap(done -> {
                    List<Integer> waiting =
                            indexes.stream().filter(this::isUnplaced).toList();
                    boolean isOver = waiting.isEmpty() || waiting.size() == indexes.size();
                    return isOver ? Uni.createFrom().voidItem() : pass(waiting);
                });
    }

    private Uni<Outcome> applyAt(int index) {
        Change change = changes.get(index);
        return outcomeOf(change).invoke(outcome -> {
            outcomes.set(index, outcome);
            availability.learn(change.application(), outcome);
        });
    }

    private Uni<Outcome> outcomeOf(Change change) {
        if (isOutOfTime.getAsBoolean()) {
            return Uni.createFrom().item(OUT_OF_TIME);
        }
        return availability
                .obstacle(change.application())
                .map(outcome -> Uni.createFrom().item(outcome))
                .orElseGet(() -> apply.apply(change));
    }

    private boolean isUnplaced(int index) {
        return outcomes.get(index) instanceof Deferred deferred
                && deferred.awaited().isAnotherChange();
    }
}
