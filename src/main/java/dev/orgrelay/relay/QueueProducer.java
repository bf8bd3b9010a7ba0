package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
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
        Messages messages = new Messages(changes, traceparent);
        return timeouts.orElse(
                new Run(messages, PUTS_AT_ONCE).run().replaceWith(messages::outcomesSoFar),
                Duration.between(clock.instant(), deadline),
                messages::outcomesSoFar);
    }

    private final class Messages implements Run.Graph {

        private final List<Change> changes;
        private final List<List<Integer>> messages;
        private final Optional<String> traceparent;
        private final AtomicReferenceArray<Outcome> outcomes;
        private final AtomicBoolean isTold = new AtomicBoolean();

        Messages(List<Change> changes, Optional<String> traceparent) {
            this.changes = changes;
            this.messages = QueuedChanges.messages(changes);
            this.traceparent = traceparent;
            this.outcomes = new AtomicReferenceArray<>(changes.size());
        }

        @Override
        public int size() {
            return messages.size();
        }

        @Override
        public Uni<Outcome> carryOut(int node) {
            List<Integer> indexes = messages.get(node);
            List<Change> together = indexes.stream().map(changes::get).toList();
            return queue.put(new QueuedChanges(together, 0, traceparent), Duration.ZERO)
                    .replaceWith(QUEUED)
                    .onFailure(ChangeQueue.TooLargeException.class)
                    .recoverWithUni(failure -> refuse(indexes, new Outcome.Refused(failure.getMessage())))
                    .onFailure()
                    .recoverWithItem(this::notStored);
        }

        private Outcome notStored(Throwable failure) {
            if (isTold.compareAndSet(false, true)) {
                LOG.errorf("changes cannot be stored: %s", FailureText.of(failure));
            }
            return failure instanceof StoreException known ? known.deferred() : NOT_STORED;
        }

        private Uni<Outcome> refuse(List<Integer> indexes, Outcome.Refused refused) {
            return Uni.join()
                    .all(indexes.stream().map(index -> refuse(index, refused)).toList())
                    .usingConcurrencyOf(1)
                    .andFailFast()
                    .replaceWith(refused);
        }

        private Uni<Void> refuse(int index, Outcome.Refused refused) {
            DeadLetter letter = DeadLetter.of(changes.get(index), refused.reason(), clock.instant());
            return deadLetters.keep(letter).invoke(kept -> outcomes.set(index, refused.keptAs(letter.id())));
        }

        /** What was kept as a dead letter has its outcome already. */
        @Override
        public void ended(int node, Outcome outcome) {
            messages.get(node).forEach(index -> outcomes.compareAndSet(index, null, outcome));
        }

        List<Outcome> outcomesSoFar() {
            return IntStream.range(0, outcomes.length())
                    .mapToObj(index -> Optional.ofNullable(outcomes.get(index)).orElse(NOT_STORED))
                    .toList();
        }
    }
}
