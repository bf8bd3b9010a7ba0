package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.organization.Outcome.Queued;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Applies changes that were stored. What is deferred waits: a copy goes back to the queue, out of sight for a while, so that the queue's own count of attempts
 * is left for what goes wrong here.
 */
@ApplicationScoped
public class QueueConsumer {

    private static final Logger LOG = Logger.getLogger(QueueConsumer.class);

    /** A deferred change is looked at again at least this often. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 10;

    private final Relay relay;
    private final ChangeQueue queue;
    private final DeadLetters deadLetters;
    private final QueueConfig config;
    private final Clock clock;

    QueueConsumer(Relay relay, ChangeQueue queue, DeadLetters deadLetters, QueueConfig config, Clock clock) {
        this.relay = relay;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Applies changes that were taken from the queue together.
     *
     * @return one outcome for each, in their order; fails if one can neither be applied nor put back, nor kept as a dead letter. The message that they
     *     came with must not be deleted then
     */
    public Uni<List<Outcome>> apply(QueuedChanges taken) {
        return apply(taken, queue::put);
    }

    /**
     * The same for changes that were taken from elsewhere.
     *
     * @param back takes those of one organization that have to be tried again, and after which time
     */
    public Uni<List<Outcome>> apply(QueuedChanges taken, BiFunction<QueuedChanges, Duration, Uni<Void>> back) {
        int attempts = taken.attempts() + 1;
        return relay.apply(taken.changes(), letter -> letter.after(attempts))
                .flatMap(outcomes -> settle(taken, new ArrayList<>(outcomes), back));
    }

    private Uni<List<Outcome>> settle(
            QueuedChanges taken, List<Outcome> outcomes, BiFunction<QueuedChanges, Duration, Uni<Void>> back) {
        List<Uni<Void>> settled = new ArrayList<>();
        for (List<Integer> message : QueuedChanges.messages(taken.changes())) {
            Map<Boolean, List<Integer>> deferred = message.stream()
                    .filter(index -> outcomes.get(index) instanceof Deferred)
                    .collect(Collectors.partitioningBy(
                            index -> isTooOld(taken.changes().get(index))));
            deferred.get(true).forEach(index -> settled.add(giveUp(taken, index, outcomes)));
            if (!deferred.get(false).isEmpty()) {
                settled.add(putBack(taken, deferred.get(false), outcomes, back));
            }
        }
        return settled.isEmpty()
                ? Uni.createFrom().item(outcomes)
                : Uni.join().all(settled).andFailFast().replaceWith(outcomes);
    }

    private boolean isTooOld(Change change) {
        return clock.instant().isAfter(change.provenance().receivedAt().plus(config.giveUpAfter()));
    }

    private Uni<Void> putBack(
            QueuedChanges taken,
            List<Integer> indexes,
            List<Outcome> outcomes,
            BiFunction<QueuedChanges, Duration, Uni<Void>> back) {
        Duration demanded = indexes.stream()
                .map(index -> outcomes.get(index).retryAfter().orElseThrow())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        Duration wait = wait(demanded, taken.attempts());
        List<Change> changes = indexes.stream().map(taken.changes()::get).toList();
        return back.apply(taken.triedAgain(changes), wait)
                .invoke(stored -> indexes.forEach(index -> outcomes.set(
                        index,
                        new Queued(outcomes.get(index).detail().orElse("") + "; tried again in " + wait.toSeconds()
                                + " s"))));
    }

    private Uni<Void> giveUp(QueuedChanges taken, int index, List<Outcome> outcomes) {
        String reason = "tried " + (taken.attempts() + 1) + " times for "
                + config.giveUpAfter().toHours() + " hours in vain: "
                + outcomes.get(index).detail().orElse("");
        Change change = taken.changes().get(index);
        LOG.warnf(
                "gave up %s from %s: %s",
                change.organization(), change.provenance().source(), reason);
        DeadLetter letter = DeadLetter.givenUp(change, taken.attempts(), reason, clock.instant());
        return deadLetters
                .keep(letter)
                .invoke(kept -> outcomes.set(index, new Outcome.Refused(reason).keptAs(letter.id())));
    }

    /** Twice as long each time, since what was not ready for an hour will hardly be ready in five seconds. */
    static Duration wait(Duration demanded, int attempts) {
        Duration grown = demanded.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
    }
}
