package dev.orgrelay.intake;

import dev.orgrelay.intake.hierarchy.SnapshotRows;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.concurrent.atomic.AtomicInteger;

/** Takes the snapshot and counts its rows; nothing is applied. */
@Alternative
@ApplicationScoped
public class CountingReconcile implements SourceReconcile {

    private final AtomicInteger runs = new AtomicInteger();

    @Override
    public Uni<String> run(Source source) {
        runs.incrementAndGet();
        return plan(source);
    }

    @Override
    public Uni<String> plan(Source source) {
        return SnapshotRows.take(source.snapshot().orElseThrow())
                .map(snapshot -> snapshot.rows().values().stream()
                                .mapToInt(rows -> rows.size())
                                .sum()
                        + " organizations in "
                        + snapshot.rows().keySet());
    }

    public int runs() {
        return runs.get();
    }
}
