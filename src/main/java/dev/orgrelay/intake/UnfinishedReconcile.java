package dev.orgrelay.intake;

import java.time.Duration;
import java.util.Optional;

/** A reconcile after which something is left to be done, and would succeed later. The message says what was done and what not. */
final class UnfinishedReconcile extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    UnfinishedReconcile(String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long to wait before it is tried again, if anybody says so. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
