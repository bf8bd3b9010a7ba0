package dev.orgrelay.journal;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.DeliveryId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.LooksOn;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Writes down what happens to the changes of deliveries that are recorded. */
record RecordedChanges(Recorder recorder) implements ChangeObserver {

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
