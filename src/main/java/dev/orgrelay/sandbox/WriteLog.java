package dev.orgrelay.sandbox;

import dev.orgrelay.organization.OrganizationId;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The writes that were carried out, in their order. It keeps the last of them and forgets the oldest. */
final class WriteLog {

    /** The most writes that it keeps. */
    static final int KEPT = 100_000;

    /** The most writes that one page shows. */
    static final int PAGE = 10_000;

    private final Clock clock;
    private final int kept;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long written;

    /** A journal that keeps {@value #KEPT} writes. */
    WriteLog(Clock clock) {
        this(clock, KEPT);
    }

    WriteLog(Clock clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /** Writes down what an operation left behind; a deletion leaves neither name nor parent. */
    synchronized void write(
            ApiOperation operation, OrganizationId id, Optional<String> displayName, Optional<OrganizationId> parent) {
        if (entries.size() == kept) {
            entries.removeFirst();
        }
        written++;
        entries.addLast(new Entry(written, clock.instant(), operation, id, displayName, parent));
    }

    /** At most {@code size} writes, beginning with number {@code from} or the oldest that is kept. */
    synchronized JournalPage page(long from, int size) {
        List<Entry> shown = entries.stream()
                .dropWhile(entry -> entry.sequence() < from)
                .limit(size)
                .toList();
        long last = shown.isEmpty() ? written : shown.get(shown.size() - 1).sequence();
        return new JournalPage(shown, last < written ? OptionalLong.of(last + 1) : OptionalLong.empty());
    }

    /**
     * One write.
     *
     * @param sequence counts from 1 without gaps
     * @param displayName afterwards, empty after a deletion
     * @param parent afterwards, empty at the top level and after a deletion
     */
    record Entry(
            long sequence,
            Instant time,
            ApiOperation operation,
            OrganizationId id,
            Optional<String> displayName,
            Optional<OrganizationId> parent) {}

    /**
     * A part of the journal.
     *
     * @param next number of the write with which the next page begins, empty on the last page
     */
    record JournalPage(List<Entry> entries, OptionalLong next) {}
}
