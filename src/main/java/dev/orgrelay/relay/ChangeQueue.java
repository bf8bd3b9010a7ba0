package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Where changes wait to be applied later, by whichever instance takes them. */
public interface ChangeQueue {

    /** Whether there is one; if not, nothing can be put there. */
    boolean isConfigured();

    /**
     * Stores {@code change}; when this completes, it will not be lost.
     *
     * @param change one that {@linkplain QueuedChangeJson#fits fits} into a message
     * @param delay how long it stays out of sight
     */
    Uni<Void> put(QueuedChange change, Duration delay);
}
