package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A change on the change queue. It has waited there, or before, since {@code change.provenance().receivedAt()}.
 *
 * @param attempts how often it was tried and deferred so far
 * @param traceparent the trace that it belongs to (W3C Trace Context, {@code traceparent}), if there is one; anything else is left out
 */
public record QueuedChange(Change change, int attempts, Optional<String> traceparent) {

    /** Version 00, and what later versions begin with (W3C Trace Context, 3.2). */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public QueuedChange {
        traceparent = traceparent.filter(text -> TRACEPARENT.matcher(text).matches());
    }

    /** The same after it was tried once more and deferred. */
    QueuedChange triedAgain() {
        return new QueuedChange(change, attempts + 1, traceparent);
    }
}
