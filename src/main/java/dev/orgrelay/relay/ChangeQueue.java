package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Where changes wait to be applied later, by whichever instance takes them. */
public interface ChangeQueue {

    /** A change that can never be stored, however often it is tried. The message says how large it is and may be. */
    final class TooLargeException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        /** Both in bytes of JSON. */
        public TooLargeException(int size, int most) {
            this("the change has " + size + " bytes as a message; the change queue takes " + most);
        }

        TooLargeException(String message) {
            super(message, null, false, false);
        }
    }

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
     * <p>Fails with a {@link TooLargeException} if the queue can never hold it, and otherwise if the queue cannot be reached at the moment.
     *
     * @param delay how long it stays out of sight, at most seven days; what is longer is shortened to that
     */
    Uni<Void> put(QueuedChanges change, Duration delay);

    /**
     * Has an instance look, after {@code delay}, whether what is scheduled under {@code key} is due: also where none runs, because the queue's host starts one. Fails if
     * the queue cannot be reached.
     */
    Uni<Void> wake(String key, Duration delay);
}
