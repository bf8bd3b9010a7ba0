package dev.orgrelay.relay;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Stands where no change queue is. */
@ApplicationScoped
@DefaultBean
class NoChangeQueue implements ChangeQueue {

    @Override
    public boolean isConfigured() {
        return false;
    }

    @Override
    public Uni<Void> put(QueuedChange change, Duration delay) {
        return Uni.createFrom().failure(() -> new IllegalStateException("there is no change queue"));
    }
}
