package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Where changes wait to be applied later, by whichever instance takes them. */
public interface ChangeQueue {

    /** Whether there is one; if not, nothing can be put there. */
    boolean isConfigured();

    /** What is wrong with its configuration, one line for each mistake: key, value, what is allowed. */
    default List<String> mistakes() {
        return List.of();
    }

    /** How many messages wait in it, roughly. Fails if it cannot be reached. */
    default Uni<Long> length() {
        return Uni.createFrom().item(0L);
    }

    /**
     * Stores {@code change}; when this completes, it will not be lost.
     *
     * <p>Fails with a {@link ChangeTooLargeException} if the queue can never hold it, and otherwise if the queue cannot be reached at the moment.
     *
     * @param delay how long it stays out of sight, at most seven days; what is longer is shortened to that
     */
    Uni<Void> put(QueuedChanges change, Duration delay);
}
