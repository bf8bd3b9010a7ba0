package dev.orgrelay.fetch;

import java.time.Duration;
import java.util.Optional;

/**
 * There was no usable answer; later there may be one. The message reads on from what was tried ("the lookup", "page 2"), and holds no header and no URL.
 */
public final class FetchException extends Exception {

    private static final long serialVersionUID = 1L;

    private final boolean tooLarge;
    private final transient Optional<Duration> retryAfter;

    FetchException(String message) {
        this(message, false, Optional.empty());
    }

    FetchException(String message, boolean tooLarge, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.tooLarge = tooLarge;
        this.retryAfter = retryAfter;
    }

    /** Whether the answer was larger than allowed. */
    public boolean isTooLarge() {
        return tooLarge;
    }

    /** How long the sender asks to wait. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
