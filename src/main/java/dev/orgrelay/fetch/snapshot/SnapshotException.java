package dev.orgrelay.fetch.snapshot;

import java.time.Duration;
import java.util.Optional;

/** A snapshot that cannot be used, because it is not whole or not understood. The message is for people and holds no header and no URL. */
public final class SnapshotException extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Optional<Duration> retryAfter;

    SnapshotException(String message) {
        this(message, Optional.empty());
    }

    SnapshotException(String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.retryAfter = retryAfter;
    }

    /** The same, said of something larger. */
    SnapshotException in(String place) {
        return new SnapshotException(place + ": " + getMessage(), retryAfter);
    }

    /** How long the sender asks to wait before it is read again. */
    public Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
