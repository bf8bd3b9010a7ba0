package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Where changes wait to be applied later, by whichever instance takes them. */
public interface ChangeQueue {

    /**
     * Stores {@code change}; when this completes, it will not be lost.
     *
     * @param delay how long it stays out of sight
     */
    Uni<Void> put(QueuedChange change, Duration delay);
}
