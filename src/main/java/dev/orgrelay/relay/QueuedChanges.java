package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Provenance;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Changes on the change queue. In a message of their own are those of one organization that came in one delivery, so that they keep their order. They have
 * waited there, or before, since their {@link Provenance#receivedAt()}.
 *
 * @param changes one at least
 * @param attempts how often they were tried and deferred so far
 * @param traceparent the trace that they belong to (W3C Trace Context, {@code traceparent}), if there is one; anything else is left out
 */
public record QueuedChanges(List<Change> changes, int attempts, Optional<String> traceparent) {

    /** Version 00, and what later versions begin with (W3C Trace Context, 3.2). */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    public QueuedChanges {
        changes = List.copyOf(changes);
        traceparent = traceparent.filter(text -> TRACEPARENT.matcher(text).matches());
    }

    /** A change alone. */
    public QueuedChanges(Change change, int attempts, Optional<String> traceparent) {
        this(List.of(change), attempts, traceparent);
    }

    /** The indexes of {@code changes} that belong into a message each. */
    static List<List<Integer>> messages(List<Change> changes) {
        return together(changes, LedgerKey::of);
    }

    /** The indexes of {@code changes} that belong together, because they have the same key. */
    static List<List<Integer>> together(List<Change> changes, Function<Change, Object> key) {
        Map<Object, List<Integer>> together = new LinkedHashMap<>();
        for (int i = 0; i < changes.size(); i++) {
            together.computeIfAbsent(key.apply(changes.get(i)), any -> new ArrayList<>())
                    .add(i);
        }
        return List.copyOf(together.values());
    }

    /** Some of them after they were tried once more and deferred. */
    QueuedChanges triedAgain(List<Change> deferred) {
        return new QueuedChanges(deferred, attempts + 1, traceparent);
    }
}
