package dev.orgrelay.intake;

import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import dev.orgrelay.source.snapshot.SnapshotException;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * When sources are reconciled: after a message that only says that something changed, and by the timer.
 *
 * <p>What was asked for is remembered in memory alone. If the process ends in the middle, nothing is lost but time: a reconcile compares what is, so the next one
 * finishes it.
 */
@ApplicationScoped
public class Reconciliations {

    private static final Logger LOG = Logger.getLogger(Reconciliations.class);

    /** Shorter than the time that a Functions host gives to a function, because it ends the whole process then. */
    private static final Duration LONGEST = Duration.ofMinutes(8);

    private final Sources sources;
    private final SourceReconcile reconcile;
    private final SourceActivities activities;
    private final Runs<String> runs = new Runs<>(this::run, LONGEST);

    Reconciliations(Sources sources, SourceReconcile reconcile, SourceActivities activities) {
        this.activities = activities;
        this.sources = sources;
        this.reconcile = reconcile;
    }

    /** Whether there is a snapshot that {@code source} can be reconciled with. */
    public boolean isPossible(String source) {
        return find(source).isPresent();
    }

    /** Asks for a reconcile of {@code source}, and does not wait for it. */
    public void schedule(String source) {
        reconcile(source);
    }

    /** Reconciles {@code source}, after one that is under way; the result is one line for people. */
    public Uni<String> reconcile(String source) {
        return runs.ask(source);
    }

    /** Reconciles all sources that have a snapshot, one after the other; one that fails does not keep the others from it. */
    public Uni<List<Ending>> reconcileAll() {
        return Multi.createFrom()
                .iterable(sources.withSnapshot())
                .onItem()
                .transformToUniAndConcatenate(source -> ending(source.name()))
                .collect()
                .asList();
    }

    private Uni<Ending> ending(String source) {
        return reconcile(source)
                .map(line -> new Ending(source, true, line))
                .onFailure()
                .recoverWithItem(failure -> new Ending(source, false, String.valueOf(failure.getMessage())));
    }

    private Uni<String> run(String name) {
        Source source =
                find(name).orElseThrow(() -> new IllegalArgumentException("source '" + name + "' has no snapshot"));
        return reconcile
                .run(source)
                .invoke(line -> {
                    LOG.infof("reconciled %s: %s", name, line);
                    activities.snapshotTaken(name);
                })
                .onFailure()
                .invoke(failure -> {
                    LOG.infof("the reconcile of %s failed: %s", name, failure.getMessage());
                    if (failure instanceof SnapshotException) {
                        activities.snapshotFailed(name, failure.getMessage());
                    }
                });
    }

    private Optional<Source> find(String name) {
        return sources.named(name).filter(source -> source.snapshot().isPresent());
    }

    /**
     * How the reconcile of one source ended.
     *
     * @param isDone whether nothing is left to be done
     * @param line what was done, or what went wrong, for people
     */
    public record Ending(String source, boolean isDone, String line) {}

    /**
     * What becomes of a message that only a reconcile can answer.
     *
     * @param whatHappens if a reconcile of its source is possible
     */
    Outcome outcome(Mapped.ToResync toResync, String whatHappens) {
        String source = toResync.provenance().source();
        return new Outcome.Ignored(toResync.reason() + "; "
                + (isPossible(source)
                        ? whatHappens
                        : "no snapshot is configured: set orgrelay.sources." + source + ".snapshot.url"));
    }
}
