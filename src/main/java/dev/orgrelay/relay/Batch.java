package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Changes that arrived together: a {@link Lane} for each application, and none waits for another. A change that came alone, as most do, needs none. */
final class Batch {

    static final Outcome OUT_OF_TIME = new Deferred(Cause.NO_TIME, "there was no time left for it");

    private final List<Change> changes;
    private final BiFunction<Change, List<Change>, Uni<Outcome>> step;
    private final AtomicReferenceArray<Outcome> outcomes;

    /**
     * @param changes one at least
     * @param step applies a change, given those of the same organization that came before it and did not happen later
     */
    Batch(List<Change> changes, BiFunction<Change, List<Change>, Uni<Outcome>> step) {
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
                : Uni.join().all(lanes()).andFailFast().replaceWith(this::outcomesSoFar);
    }

    private List<Uni<Void>> lanes() {
        return IntStream.range(0, changes.size())
                .boxed()
                .collect(Collectors.groupingBy(index -> changes.get(index).application()))
                .values()
                .stream()
                .map(indexes -> new Run(new Lane(changes, indexes, step, outcomes), 1).run())
                .toList();
    }

    /** The outcomes known by now; what has none yet is deferred. */
    List<Outcome> outcomesSoFar() {
        return IntStream.range(0, changes.size())
                .mapToObj(outcomes::get)
                .map(outcome -> Optional.ofNullable(outcome).orElse(OUT_OF_TIME))
                .toList();
    }
}
