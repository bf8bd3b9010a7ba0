package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Changes that arrived together. Those of one application are applied one after the other, in a {@link Lane}; the lanes do not wait for each other. A change
 * that came alone, as most do, needs no lane.
 */
final class Batch {

    private static final Deferred OUT_OF_TIME =
            new Deferred(Awaited.TURN, "there was no time left for it", Duration.ofSeconds(5));

    private final List<Change> changes;
    private final Function<Change, Uni<Outcome>> apply;
    private final BooleanSupplier isOutOfTime;
    private final AtomicReferenceArray<Outcome> outcomes;

    Batch(List<Change> changes, Function<Change, Uni<Outcome>> apply, BooleanSupplier isOutOfTime) {
        this.changes = changes;
        this.apply = apply;
        this.isOutOfTime = isOutOfTime;
        this.outcomes = new AtomicReferenceArray<>(changes.size());
    }

    /** Applies the changes; the outcomes are in their order. */
    Uni<List<Outcome>> run() {
        return changes.size() == 1 ? Uni.createFrom().deferred(() -> applyAt(0)).map(List::of) : runLanes();
    }

    private Uni<List<Outcome>> runLanes() {
        return Multi.createFrom()
                .iterable(indexesByApplication())
                .onItem()
                .transformToUni(indexes -> new Lane(indexes, outcomes, this::applyAt).run())
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

    private Uni<Outcome> applyAt(int index) {
        return isOutOfTime.getAsBoolean() ? Uni.createFrom().item(OUT_OF_TIME) : apply.apply(changes.get(index));
    }
}
