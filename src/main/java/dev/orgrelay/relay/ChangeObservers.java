package dev.orgrelay.relay;

import dev.orgrelay.central.Central;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** All who look on, as one. */
record ChangeObservers(List<ChangeObserver> all) implements ChangeObserver {

    static ChangeObserver of(List<ChangeObserver> all) {
        List<ChangeObserver> looking =
                all.stream().filter(one -> one != ChangeObserver.NONE).toList();
        return looking.size() == 1 ? looking.get(0) : new ChangeObservers(looking);
    }

    @Override
    public Uni<Outcome> applying(Change change, Uni<Outcome> work) {
        return over(work, (one, inner) -> one.applying(change, inner));
    }

    @Override
    public void applied(Change change, Outcome outcome) {
        for (ChangeObserver one : all) {
            one.applied(change, outcome);
        }
    }

    @Override
    public void settled(Provenance provenance, Outcome outcome) {
        all.forEach(one -> one.settled(provenance, outcome));
    }

    @Override
    public Ledger over(Ledger ledger) {
        return over(ledger, ChangeObserver::over);
    }

    @Override
    public void kept(DeadLetter letter) {
        all.forEach(one -> one.kept(letter));
    }

    @Override
    public ChangeQueue over(ChangeQueue queue) {
        return over(queue, ChangeObserver::over);
    }

    @Override
    public void reconciled(String application) {
        all.forEach(one -> one.reconciled(application));
    }

    @Override
    public void planned(String application, PlanSummary plan) {
        all.forEach(one -> one.planned(application, plan));
    }

    @Override
    public Central over(Change change, Central central) {
        return over(central, (one, inner) -> one.over(change, inner));
    }

    @Override
    public void overtaken(Change change, String by) {
        all.forEach(one -> one.overtaken(change, by));
    }

    @Override
    public void ended(Change step, Outcome outcome) {
        all.forEach(one -> one.ended(step, outcome));
    }

    @Override
    public void over(Optional<DeliveryId> delivery) {
        all.forEach(one -> one.over(delivery));
    }

    @Override
    public Optional<String> traceparent() {
        return all.stream()
                .map(ChangeObserver::traceparent)
                .flatMap(Optional::stream)
                .findFirst();
    }

    @Override
    public <T> Uni<T> continuing(Optional<String> traceparent, Uni<T> work) {
        return over(work, (one, inner) -> one.continuing(traceparent, inner));
    }

    private <T> T over(T what, BiFunction<ChangeObserver, T, T> around) {
        T result = what;
        for (ChangeObserver one : all) {
            result = around.apply(one, result);
        }
        return result;
    }

    /** Makes it. */
    static final class Producer {

        @Produces
        @Singleton
        ChangeObserver all(@LooksOn Instance<ChangeObserver> all) {
            return of(all.stream().toList());
        }
    }
}
