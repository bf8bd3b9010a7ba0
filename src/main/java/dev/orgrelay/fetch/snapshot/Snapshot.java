package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.message.ReadRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads all that a sender has, at its place or in a file that somebody brings: the whole of it or nothing. Blocks. */
public final class Snapshot {

    /** How long a file may take to be understood; its sender waits for an answer. */
    private static final Duration TIME_FOR_A_FILE = Duration.ofSeconds(20);

    private final String source;
    private final Optional<Pages> pages;
    private final SnapshotElements elements;
    private final Duration timeout;
    private final Clock clock;

    /** @param pages where it can be read; empty if it is brought only */
    Snapshot(String source, Optional<Pages> pages, SnapshotElements elements, Duration timeout, Clock clock) {
        this.source = source;
        this.pages = pages;
        this.elements = elements;
        this.timeout = timeout;
        this.clock = clock;
    }

    /** What its elements mean, as it was written. */
    public String mapping() {
        return elements.mapping();
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
        Instant readAt = clock.instant();
        Budget budget = new Budget(clock, timeout);
        SnapshotCollector gathering = new SnapshotCollector();
        try {
            for (Page page : pages.orElseThrow().read(budget)) {
                elements.gather("page " + page.number() + ", ", page.elements(), readAt, budget, gathering);
            }
            return new SnapshotResult(source, readAt, gathering.whole());
        } catch (SnapshotException e) {
            throw e.in("the snapshot of '" + source + "' cannot be used");
        }
    }

    /**
     * Understands what somebody brings.
     *
     * @param readAt when it was true
     * @throws SnapshotException if any row cannot be understood, or there is none
     */
    public SnapshotResult of(List<ReadRow> rows, Instant readAt) throws SnapshotException {
        SnapshotCollector gathering = new SnapshotCollector();
        elements.gather("", rows, readAt, new Budget(clock, TIME_FOR_A_FILE), gathering);
        return new SnapshotResult(source, readAt, gathering.whole());
    }
}
