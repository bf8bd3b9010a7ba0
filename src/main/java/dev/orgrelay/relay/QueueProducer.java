package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Puts changes that arrived together on the change queue: one message for each organization, so that its changes keep their order. */
@ApplicationScoped
public class QueueProducer {

    private static final Logger LOG = Logger.getLogger(QueueProducer.class);

    private static final int PUTS_AT_ONCE = 16;

    private static final Outcome QUEUED = new Outcome.Queued("it waits in the change queue");
    private static final Outcome NOT_STORED = new Deferred(Cause.NO_STORAGE, "the change queue cannot be reached");

    private final ChangeQueue queue;
    private final DeadLetters deadLetters;
    private final Timeouts timeouts;
    private final Clock clock;

    QueueProducer(ChangeQueue queue, DeadLetters deadLetters, Timeouts timeouts, Clock clock) {
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.timeouts = timeouts;
        this.clock = clock;
    }

    /**
     * Stores {@code changes}.
     *
     * @param traceparent the trace that they belong to
     * @param deadline when somebody has to be told; what is not stored by then is reported as deferred
     * @return one outcome for each, in their order: {@code queued} if it is stored, {@code refused} if it is too large for a message, else {@code
     *     deferred}
     */
    public Uni<List<Outcome>> put(List<Change> changes, Optional<String> traceparent, Instant deadline) {
        AtomicReferenceArray<Outcome> outcomes = new AtomicReferenceArray<>(changes.size());
        AtomicReference<Outcome> trouble = new AtomicReference<>();
        Uni<Void> all = Multi.createFrom()
                .iterable(QueuedChanges.messages(changes))
                .onItem()
                .transformToUni(indexes -> put(changes, indexes, traceparent, outcomes, trouble))
                .merge(PUTS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
        return timeouts.orElse(
                all.replaceWith(() -> known(outcomes)),
                Duration.between(clock.instant(), deadline),
                () -> known(outcomes));
    }

    /** What one of them finds out about the queue, the others need not find out again. */
    private Uni<Void> put(
            List<Change> changes,
            List<Integer> indexes,
            Optional<String> traceparent,
            AtomicReferenceArray<Outcome> outcomes,
            AtomicReference<Outcome> trouble) {
        if (trouble.get() != null) {
            indexes.forEach(index -> outcomes.set(index, trouble.get()));
            return Uni.createFrom().voidItem();
        }
        List<Change> together = indexes.stream().map(changes::get).toList();
        return queue.put(new QueuedChanges(together, 0, traceparent), Duration.ZERO)
                .invoke(stored -> indexes.forEach(index -> outcomes.set(index, QUEUED)))
                .onFailure(ChangeTooLargeException.class)
                .recoverWithUni(failure -> refuse(changes, indexes, failure.getMessage(), outcomes))
                .onFailure()
                .recoverWithUni(failure -> {
                    if (trouble.compareAndSet(null, notStored(failure))) {
                        LOG.errorf("changes cannot be stored: %s", failure.getMessage());
                    }
                    indexes.forEach(index -> outcomes.set(index, trouble.get()));
                    return Uni.createFrom().voidItem();
                });
    }

    private static Outcome notStored(Throwable failure) {
        return failure instanceof StoreException known ? known.deferred() : NOT_STORED;
    }

    private Uni<Void> refuse(
            List<Change> changes, List<Integer> indexes, String reason, AtomicReferenceArray<Outcome> outcomes) {
        return Multi.createFrom()
                .iterable(indexes)
                .onItem()
                .transformToUniAndConcatenate(
                        index -> refuse(changes.get(index), reason).invoke(outcome -> outcomes.set(index, outcome)))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Outcome> refuse(Change change, String reason) {
        Outcome.Refused refused = new Outcome.Refused(reason);
        DeadLetter letter = DeadLetter.of(change, refused.reason(), clock.instant());
        return deadLetters.keep(letter).replaceWith(refused.keptAs(letter.id()));
    }

    private static List<Outcome> known(AtomicReferenceArray<Outcome> outcomes) {
        return IntStream.range(0, outcomes.length())
                .mapToObj(i -> Optional.ofNullable(outcomes.get(i)).orElse(NOT_STORED))
                .toList();
    }
}
