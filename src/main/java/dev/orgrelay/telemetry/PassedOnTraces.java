package dev.orgrelay.telemetry;

import dev.orgrelay.relay.ChangeObserver;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Measures nothing, but lets a trace that a sender began go on through the queue. */
final class PassedOnTraces implements ChangeObserver {

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
