package dev.orgrelay.intake;

import dev.orgrelay.organization.Outcome;
import dev.orgrelay.source.Mapped;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What became of the messages of one delivery, in their order.
 *
 * @param source name of the sender
 */
public record Report(String source, List<Entry> entries) {

    /** One message and what became of it. */
    public record Entry(Mapped mapped, Outcome outcome) {}

    /** Whether something of it is stored, to be applied later. */
    public boolean isQueued() {
        return entries.stream().anyMatch(entry -> entry.outcome() instanceof Outcome.Queued);
    }

    /** How long the sender should wait before it sends all of it again; empty if nothing is left to do. */
    public Optional<Duration> retryAfter() {
        return entries.stream()
                .map(entry -> entry.outcome().retryAfter())
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder());
    }
}
