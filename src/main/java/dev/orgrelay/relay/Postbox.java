package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Awaited;
import dev.orgrelay.organization.Outcome.Deferred;
import io.smallrye.mutiny.Multi;
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

/** Puts changes that arrived together on the change queue, one message each. */
@ApplicationScoped
public class Postbox {

    private static final Logger LOG = Logger.getLogger(Postbox.class);

    private static final Duration TROUBLE_DELAY = Duration.ofSeconds(10);
    private static final int PUTS_AT_ONCE = 16;

    private static final Outcome QUEUED = new Outcome.Queued("it waits in the change queue");
    private static final Outcome NOT_STORED =
            new Deferred(Awaited.APPLICATION, "the change queue cannot be reached", TROUBLE_DELAY);

    private final ChangeQueue queue;
    private final DeadLetters deadLetters;
    private final Alarm alarm;
    private final Clock clock;

    Postbox(ChangeQueue queue, DeadLetters deadLetters, Alarm alarm, Clock clock) {
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.alarm = alarm;
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
        AtomicBoolean isInTrouble = new AtomicBoolean();
        Uni<Void> all = Multi.createFrom()
                .range(0, changes.size())
                .onItem()
                .transformToUni(i -> put(new QueuedChange(changes.get(i), 0, traceparent), isInTrouble)
                        .invoke(outcome -> outcomes.set(i, outcome)))
                .merge(PUTS_AT_ONCE)
                .onItem()
                .ignoreAsUni();
        return alarm.orElse(
                all.replaceWith(() -> known(outcomes)),
                Duration.between(clock.instant(), deadline),
                () -> known(outcomes));
    }

    /** What one of them finds out about the queue, the others need not find out again. */
    private Uni<Outcome> put(QueuedChange queued, AtomicBoolean isInTrouble) {
        if (isInTrouble.get()) {
            return Uni.createFrom().item(NOT_STORED);
        }
        return queue.put(queued, Duration.ZERO)
                .replaceWith(QUEUED)
                .onFailure(ChangeTooLargeException.class)
                .recoverWithUni(failure -> refuse(queued.change(), failure.getMessage()))
                .onFailure()
                .recoverWithItem(failure -> {
                    if (isInTrouble.compareAndSet(false, true)) {
                        LOG.errorf(failure, "changes cannot be stored");
                    }
                    return NOT_STORED;
                });
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
