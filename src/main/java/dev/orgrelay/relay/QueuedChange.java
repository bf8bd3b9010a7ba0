package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import java.util.Optional;

/**
 * A change on the change queue.
 *
 * @param attempts how often it was tried and deferred so far
 * @param traceparent the trace that it belongs to (W3C Trace Context, {@code traceparent}), if there is one
 */
public record QueuedChange(Change change, int attempts, Optional<String> traceparent) {}
