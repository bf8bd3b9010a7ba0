package dev.orgrelay.source.snapshot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reads all that a sender has: the whole of it or nothing. Blocks. */
public final class Snapshot {

    private final String source;
    private final Pages pages;
    private final SnapshotElements elements;
    private final Duration timeout;
    private final Clock clock;

    Snapshot(String source, Pages pages, SnapshotElements elements, Duration timeout, Clock clock) {
        this.source = source;
        this.pages = pages;
        this.elements = elements;
        this.timeout = timeout;
        this.clock = clock;
    }

    /**
     * Takes the snapshot.
     *
     * @throws SnapshotException if any page fails, or any element cannot be understood, or there is nothing
     */
    public SnapshotResult take() throws SnapshotException {
        Instant readAt = clock.instant();
        Budget budget = new Budget(clock, timeout);
        try {
            return new SnapshotResult(source, readAt, organizations(pages.read(budget), readAt, budget));
        } catch (SnapshotException e) {
            throw e.in("the snapshot of '" + source + "' cannot be used");
        }
    }

    private Map<String, List<SnapshotResult.Element>> organizations(List<Page> pages, Instant readAt, Budget budget)
            throws SnapshotException {
        SnapshotCollector gathering = new SnapshotCollector();
        for (Page page : pages) {
            elements.gather(page, readAt, budget, gathering);
        }
        return gathering.whole();
    }
}
