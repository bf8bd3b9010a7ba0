package dev.orgrelay.fetch.lookup;

import java.time.Duration;
import java.util.Optional;

/** The sender could not be asked at the moment; later it may answer. The message holds no header and no URL. */
public final class LookupException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    LookupException(String message) {
        this(message, Optional.empty());
    }

    LookupException(String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** How long the sender asks to wait. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
