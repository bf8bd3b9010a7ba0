package dev.orgrelay.fetch.snapshot;

import dev.orgrelay.fetch.FetchException;
import dev.orgrelay.fetch.FetchResponse;
import dev.orgrelay.fetch.HttpReader;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What is left of the time and the size that all pages of a snapshot have together. Belongs to one reading. */
final class Budget {

    /** The most bytes of all pages. */
    static final int MAX_SIZE = 10 * 1024 * 1024;

    private final Clock clock;
    private final Duration timeout;
    private final Instant end;
    private int size = MAX_SIZE;

    Budget(Clock clock, Duration timeout) {
        this.clock = clock;
        this.timeout = timeout;
        this.end = clock.instant().plus(timeout);
    }

    /** Reads a document within what is left. */
    FetchResponse read(HttpReader reader, URI uri) throws SnapshotException {
        try {
            FetchResponse answer = reader.get(uri, requireTime(), size);
            size -= answer.body().length;
            if (!answer.isOk()) {
                throw answer.refusal();
            }
            return answer;
        } catch (FetchException e) {
            requireTime();
            throw new SnapshotException(
                    e.isTooLarge()
                            ? "all pages together are larger than " + MAX_SIZE + " bytes"
                            : "it " + e.getMessage(),
                    e.retryAfter());
        }
    }

    /**
     * The time that is left.
     *
     * @throws SnapshotException if none is
     */
    Duration requireTime() throws SnapshotException {
        Duration left = Duration.between(clock.instant(), end);
        if (left.toMillis() <= 0) {
            throw new SnapshotException("the snapshot was not complete after " + timeout.toMillis() + " ms");
        }
        return left;
    }
}
