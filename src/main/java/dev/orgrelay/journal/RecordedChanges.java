package dev.orgrelay.journal;

import dev.orgrelay.central.Central;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeObserver.LooksOn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Writes down what happens to the changes of deliveries that are recorded. */
record RecordedChanges(Recorder recorder) implements ChangeObserver {

    @Override
    public Central over(Change change, Central central) {
        return recording(change)
                .flatMap(found -> found.begin(change))
                .map(central::observedBy)
                .orElse(central);
    }

    @Override
    public void overtaken(Change change, String by) {
        recording(change).ifPresent(found -> found.overtaken(change, by));
    }

    @Override
    public void ended(Change step, Outcome outcome) {
        recording(step).ifPresent(found -> found.message(step.provenance(), Intended.of(step), outcome));
    }

    @Override
    public void over(Optional<DeliveryId> delivery) {
        delivery.flatMap(recorder::find).ifPresent(Recording::close);
    }

    private Optional<OpenRecording> recording(Change change) {
        return change.provenance().delivery().flatMap(recorder::find);
    }

    /** Makes it. */
    static final class Producer {

        @Produces
        @Singleton
        @LooksOn
        ChangeObserver changes(Recorder recorder) {
            return recorder.isOn() ? new RecordedChanges(recorder) : ChangeObserver.NONE;
        }
    }
}
