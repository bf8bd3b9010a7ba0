package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.mapping.Mapping;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.ReadRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that a sender has, at its place or in a file that somebody brings: the whole of it or nothing. Blocks. */
public final class Snapshot {

    /** How long a file may take to be understood; its sender waits for an answer. */
    private static final Duration TIME_FOR_A_FILE = Duration.ofSeconds(20);

    private final Optional<Pages> pages;
    private final Mapping mapping;
    private final Routing routing;
    private final Map<String, String> constants;
    private final Duration timeout;
    private final Clock clock;

    /** @param pages where it can be read; empty if it is brought only */
    Snapshot(
            Optional<Pages> pages,
            Mapping mapping,
            Routing routing,
            Map<String, String> constants,
            Duration timeout,
            Clock clock) {
        this.pages = pages;
        this.mapping = mapping;
        this.routing = routing;
        this.constants = constants;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** What its elements mean, as it was written. */
    public String mapping() {
        return mapping.text();
    }

    /** Whether it can be read at the sender. */
    public boolean isAtSender() {
        return pages.isPresent();
    }

    /**
     * Reads it at the sender.
     *
     * @throws SnapshotException if any page fails, or any element cannot be understood, or there is nothing
     */
    public SnapshotResult take() throws SnapshotException {
        Budget budget = new Budget(clock, timeout);
        SnapshotReading reading = new SnapshotReading(mapping, routing, constants, clock.instant(), budget);
        try {
            for (Page page : pages.orElseThrow().read(budget)) {
                reading.add("page " + page.number() + ", ", page.elements());
            }
            return reading.result();
        } catch (SnapshotException e) {
            throw e.in("the snapshot of '" + routing.source() + "' cannot be used");
        }
    }

    /**
     * Understands what somebody brings.
     *
     * @param readAt when it was true
     * @throws SnapshotException if any row cannot be understood, or there is none
     */
    public SnapshotResult of(List<ReadRow> rows, Instant readAt) throws SnapshotException {
        Budget budget = new Budget(clock, TIME_FOR_A_FILE);
        SnapshotReading reading = new SnapshotReading(mapping, routing, constants, readAt, budget);
        reading.add("", rows);
        return reading.result();
    }
}
