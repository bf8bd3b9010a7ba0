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
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/** Stores changes that arrived together: on the change queue, one message for each organization, so that its changes keep their order, or until they take effect. */
@ApplicationScoped
public class QueueProducer {

    private static final Logger LOG = Logger.getLogger(QueueProducer.class);

    private static final int PUTS_AT_ONCE = 16;

    private static final Outcome QUEUED = new Outcome.Queued("it waits in the change queue");
    private static final Outcome NOT_QUEUED = new Deferred(Cause.NO_STORAGE, "the change queue cannot be reached");
    private static final Outcome NOT_KEPT =
            new Deferred(Cause.NO_STORAGE, "the table that keeps what takes effect later cannot be reached");

    private final ChangeQueue queue;
    private final ScheduledChanges scheduled;
    private final DeadLetters deadLetters;
    private final Timeouts timeouts;
    private final Clock clock;

    QueueProducer(
            ChangeQueue queue, ScheduledChanges scheduled, DeadLetters deadLetters, Timeouts timeouts, Clock clock) {
        this.queue = queue;
        this.scheduled = scheduled;
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
        return store(
                new Messages(
                        changes,
                        QueuedChanges.messages(changes),
                        together -> queue.put(new QueuedChanges(together, 0, traceparent), Duration.ZERO)
                                .replaceWith(QUEUED),
                        NOT_QUEUED),
                deadline);
    }

    /** The same for changes that take effect later, which are kept until then; if nothing can keep them, all are deferred. */
    public Uni<List<Outcome>> schedule(List<Change> changes, Instant deadline) {
        if (changes.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        if (!scheduled.isOpen()) {
            return Uni.createFrom()
                    .item(() -> changes.stream().map(this::comesAgain).toList());
        }
        return store(
                new Messages(
                        changes,
                        QueuedChanges.together(changes, ScheduledRow::key),
                        together -> scheduled.keep(together).replaceWith(new Outcome.Queued(day(together.get(0)))),
                        NOT_KEPT),
                deadline);
    }

    /** What would become of {@code change}, which takes effect later. */
    public Outcome planned(Change change) {
        return scheduled.isOpen() ? Outcome.Planned.later(day(change)) : comesAgain(change);
    }

    private Outcome comesAgain(Change change) {
        Duration ahead = Duration.between(clock.instant(), ScheduledRow.at(change));
        Duration longest = Cause.LATER.delay();
        return new Deferred(Cause.LATER, day(change), ahead.compareTo(longest) < 0 ? ahead : longest);
    }

    private static String day(Change change) {
        return "it takes effect at " + ScheduledRow.at(change);
    }

    private Uni<List<Outcome>> store(Messages messages, Instant deadline) {
        return timeouts.orElse(
                new Run(messages, PUTS_AT_ONCE).run().replaceWith(messages::outcomesSoFar),
                Duration.between(clock.instant(), deadline),
                messages::outcomesSoFar);
    }

    private final class Messages implements Run.Graph {

        private final List<Change> changes;
        private final List<List<Integer>> messages;
        private final Function<List<Change>, Uni<Outcome>> store;
        private final Outcome notStored;
        private final AtomicReferenceArray<Outcome> outcomes;
        private final AtomicBoolean isTold = new AtomicBoolean();

        /** @param messages the indexes of what is stored together */
        Messages(
                List<Change> changes,
                List<List<Integer>> messages,
                Function<List<Change>, Uni<Outcome>> store,
                Outcome notStored) {
            this.changes = changes;
            this.messages = messages;
            this.store = store;
            this.notStored = notStored;
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
            return store.apply(together)
                    .onFailure(ChangeQueue.TooLargeException.class)
                    .recoverWithUni(failure -> refuse(indexes, new Outcome.Refused(failure.getMessage())))
                    .onFailure()
                    .recoverWithItem(this::notStored);
        }

        private Outcome notStored(Throwable failure) {
            if (isTold.compareAndSet(false, true)) {
                LOG.errorf("changes cannot be stored: %s", FailureText.of(failure));
            }
            return failure instanceof StoreException known ? known.deferred() : notStored;
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
                    .mapToObj(index -> Optional.ofNullable(outcomes.get(index)).orElse(notStored))
                    .toList();
        }
    }
}
