package dev.orgrelay.intake;

import dev.orgrelay.mapping.Mapped.ToResync;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.reconcile.ReconcileSettings;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When sources are reconciled: after a message that only says that something changed, by the timer, and if that was left undone. */
@ApplicationScoped
public class Reconciliations {

    /** Before that a wrong setting stops the start. */
    private static final int AFTER_THE_CHECK_OF_SETTINGS = 5000;

    private final Sources sources;
    private final SourceRuns runs;
    private final ReconcileSettings settings;

    Reconciliations(Sources sources, SourceRuns runs, ReconcileSettings settings) {
        this.settings = settings;
        this.sources = sources;
        this.runs = runs;
    }

    void resume(@Observes @Priority(AFTER_THE_CHECK_OF_SETTINGS) StartupEvent start) {
        if (!sources.withSnapshot().isEmpty()) {
            runs.resume();
        }
    }

    /** What would become of a message that only a reconcile can answer. */
    Outcome planned(ToResync resync) {
        return source(resync)
                .map(source -> ignored(resync, "dry run: a reconcile of this source would be scheduled"))
                .orElseGet(() -> impossible(resync));
    }

    /** Asks for a reconcile of the message's source. The sender hears so when that is remembered, and does not wait for the reconcile. */
    Uni<Outcome> schedule(ToResync resync) {
        return source(resync)
                .map(source -> runs.schedule(source)
                        .replaceWith(ignored(resync, "a reconcile of this source is scheduled"))
                        .onFailure()
                        .recoverWithItem(failure -> new Deferred(
                                Cause.NO_STORAGE,
                                "a reconcile cannot be scheduled at the moment: " + FailureText.of(failure))))
                .orElseGet(() -> Uni.createFrom().item(impossible(resync)));
    }

    private Optional<Source> source(ToResync resync) {
        return runs.find(resync.provenance().source());
    }

    private static Outcome impossible(ToResync resync) {
        return ignored(
                resync,
                "no snapshot is configured: set orgrelay.sources."
                        + resync.provenance().source() + ".snapshot.url");
    }

    private static Outcome ignored(ToResync resync, String detail) {
        return new Outcome.Ignored(resync.reason() + "; " + detail);
    }

    /**
     * How the reconcile of one source ended.
     *
     * @param isDone whether nothing is left to be done
     * @param line what was done, or what went wrong, for people
     */
    public record Ending(String source, boolean isDone, String line) {}

    /**
     * A reconcile that has failed, and comes again.
     *
     * @param failures how often since it was last done
     * @param reason why the last time
     * @param next when it is tried again at the latest
     */
    public record Unfinished(String source, int failures, Optional<String> reason, Instant next) {}

    /** The reconciles that have failed, and come again; those of other instances, too. Nobody looks for them where no source can be reconciled. */
    public Uni<List<Unfinished>> unfinished() {
        return sources.withSnapshot().isEmpty()
                ? Uni.createFrom().item(List.of())
                : runs.unfinished().map(found -> found.stream()
                        .map(run -> new Unfinished(run.source(), run.failures(), run.reason(), run.at()))
                        .toList());
    }

    /** Reconciles all sources that have a snapshot, or only plans, as the settings say; one after the other; one that fails does not keep the others from it. */
    public Uni<List<Ending>> reconcileAll() {
        return Multi.createFrom()
                .iterable(sources.withSnapshot())
                .onItem()
                .transformToUniAndConcatenate(this::ending)
                .collect()
                .asList();
    }

    private Uni<Ending> ending(Source source) {
        Uni<String> run = settings.isOnlyReported() ? runs.plan(source) : runs.run(source);
        return run.map(line -> new Ending(source.name(), true, line))
                .onFailure()
                .recoverWithItem(failure -> new Ending(source.name(), false, FailureText.of(failure)));
    }
}
