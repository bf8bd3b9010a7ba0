package dev.orgrelay.telemetry;

import dev.orgrelay.central.CallObserver;
import dev.orgrelay.central.CallObservers;
import dev.orgrelay.relay.ChangeObserver;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Gives the other rooms their observers: real ones where telemetry is on, else such that look away. */
final class Observers {

    @Produces
    @Singleton
    CallObservers calls(Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return application -> CallObserver.NONE;
        }
        Export export = telemetry.export();
        return application -> new ObservedCalls(application, export.spans(), export.instruments());
    }

    @Produces
    @Singleton
    ChangeObserver changes(Telemetry telemetry) {
        if (!telemetry.isOn()) {
            return new PassedOnTraces();
        }
        Export export = telemetry.export();
        return new ObservedChanges(export.spans(), export.instruments());
    }

    /** Nothing is measured, but a trace that a sender began goes on in the queue. */
    private static final class PassedOnTraces implements ChangeObserver {

        @Override
        public Optional<String> traceparent() {
            return CurrentTrace.here().traceparent();
        }

        @Override
        public <T> Uni<T> continuing(Optional<String> traceparent, Uni<T> work) {
            return Uni.createFrom().deferred(() -> {
                traceparent.flatMap(Traceparent::read).ifPresent(CurrentTrace.here()::keep);
                return work;
            });
        }
    }
}
