package dev.orgrelay.reconcile;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.Step;
import dev.orgrelay.reconcile.Reconciliation.Finished;
import dev.orgrelay.relay.Run;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The steps of one plan, carried out, and told one by one as they end. */
final class Execution implements Run.Graph {

    private final Plan plan;
    private final Function<Step, Uni<Outcome>> apply;
    private final MultiEmitter<? super Finished> emitter;
    private final Clock clock;
    private final Instant start;
    private int done;

    private Execution(
            Plan plan, Function<Step, Uni<Outcome>> apply, MultiEmitter<? super Finished> emitter, Clock clock) {
        this.plan = plan;
        this.apply = apply;
        this.emitter = emitter;
        this.clock = clock;
        this.start = clock.instant();
    }

    /**
     * Begins when somebody subscribes.
     *
     * @param mostAtOnce how many steps are under way at the same time
     */
    static Multi<Finished> of(Plan plan, Function<Step, Uni<Outcome>> apply, int mostAtOnce, Clock clock) {
        return Multi.createFrom()
                .emitter(
                        emitter -> new Run(new Execution(plan, apply, emitter, clock), mostAtOnce)
                                .run()
                                .subscribe()
                                .with(all -> emitter.complete()),
                        BackPressureStrategy.BUFFER);
    }

    @Override
    public int size() {
        return plan.steps().size();
    }

    @Override
    public Set<Integer> waitsFor(int node) {
        return plan.steps().get(node).waitsFor();
    }

    @Override
    public Set<Integer> after(int node) {
        return plan.steps().get(node).after();
    }

    /** As lasting as the failure. */
    @Override
    public Outcome held(int failed, Outcome outcome) {
        String reason = "not tried: it waits for the " + step(failed).word() + " of '"
                + step(failed).organization() + "'";
        return outcome instanceof Deferred deferred
                ? new Deferred(deferred.cause(), reason, deferred.delay())
                : new Outcome.Refused(reason);
    }

    @Override
    public Uni<Outcome> carryOut(int node) {
        return apply.apply(step(node));
    }

    @Override
    public void ended(int node, Outcome outcome) {
        emitter.emit(new Finished(step(node), outcome, ++done, size(), Duration.between(start, clock.instant())));
    }

    private Step step(int number) {
        return plan.steps().get(number).step();
    }
}
