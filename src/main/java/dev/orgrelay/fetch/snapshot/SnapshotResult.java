package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.organization.Change;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A whole snapshot.
 *
 * @param source name of the sender
 * @param readAt when its first page was asked for: what happened later may be missing from it
 * @param organizations by application, in the order of the sender; never empty, and no list of them is
 */
public record SnapshotResult(String source, Instant readAt, Map<String, List<Element>> organizations) {

    /**
     * One organization.
     *
     * @param position where it stands, for people: {@code page 2, [17]}
     */
    public record Element(String position, Change.Create organization) {}

    public SnapshotResult {
        organizations = Map.copyOf(organizations);
    }
}
