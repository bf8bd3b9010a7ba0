package dev.orgrelay.journal.status;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeObserver.LooksOn;
import dev.orgrelay.relay.ChangeObserver.PlanSummary;
import dev.orgrelay.relay.DeadLetter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Counts what becomes of changes. */
record StatusObserver(SourceActivities sources, DeferredChanges deferred, LastPlans plans) implements ChangeObserver {

    @Override
    public void applied(Change change, Outcome outcome) {
        sources.settled(change.provenance().source(), outcome);
        deferred.note(change, outcome);
    }

    @Override
    public void settled(Provenance provenance, Outcome outcome) {
        sources.settled(provenance.source(), outcome);
    }

    @Override
    public void kept(DeadLetter letter) {
        letter.change().ifPresent(deferred::remove);
    }

    @Override
    public void planned(String application, PlanSummary plan) {
        plans.add(application, plan);
    }

    /** Makes it. */
    static final class Producer {

        @Produces
        @Singleton
        @LooksOn
        ChangeObserver status(SourceActivities sources, DeferredChanges deferred, LastPlans plans) {
            return new StatusObserver(sources, deferred, plans);
        }
    }
}
