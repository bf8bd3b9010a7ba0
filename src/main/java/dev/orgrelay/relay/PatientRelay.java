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
import java.util.List;

/**
 * Applies changes of the change queue. What is deferred waits: a copy goes back to the queue, out of sight for a while, so that the queue's own count of
 * attempts is left for what goes wrong here.
 */
@ApplicationScoped
public class PatientRelay {

    /** A deferred change is looked at again at least this often. */
    static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private static final int MOST_DOUBLINGS = 10;

    private final Relay relay;
    private final ChangeQueue queue;
    private final DeadLetters deadLetters;
    private final QueueConfig config;
    private final Clock clock;

    PatientRelay(Relay relay, ChangeQueue queue, DeadLetters deadLetters, QueueConfig config, Clock clock) {
        this.relay = relay;
        this.queue = queue;
        this.deadLetters = deadLetters;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Applies changes that were taken from the queue together.
     *
     * @return one outcome for each, in their order; fails if a change can neither be applied nor put back, nor kept as a dead letter. The message that it
     *     came with must not be deleted then
     */
    public Uni<List<Outcome>> apply(List<QueuedChange> taken) {
        if (taken.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        int attempts = taken.get(0).attempts() + 1;
        List<Change> changes = taken.stream().map(QueuedChange::change).toList();
        return relay.apply(changes, letter -> letter.after(attempts)).flatMap(outcomes -> settle(taken, outcomes));
    }

    private Uni<List<Outcome>> settle(List<QueuedChange> taken, List<Outcome> outcomes) {
        List<Uni<Outcome>> settled = new ArrayList<>();
        for (int i = 0; i < taken.size(); i++) {
            settled.add(settle(taken.get(i), outcomes.get(i)));
        }
        return Uni.join().all(settled).andFailFast();
    }

    private Uni<Outcome> settle(QueuedChange taken, Outcome outcome) {
        if (!(outcome instanceof Deferred deferred)) {
            return Uni.createFrom().item(outcome);
        }
        boolean isTooOld =
                clock.instant().isAfter(taken.change().provenance().receivedAt().plus(config.giveUpAfter()));
        return isTooOld ? giveUp(taken, deferred) : putBack(taken, deferred);
    }

    private Uni<Outcome> putBack(QueuedChange taken, Deferred deferred) {
        Duration wait = wait(deferred.delay(), taken.attempts());
        return queue.put(taken.triedAgain(), wait)
                .replaceWith(new Queued(deferred.reason() + "; tried again in " + wait.toSeconds() + " s"));
    }

    private Uni<Outcome> giveUp(QueuedChange taken, Deferred deferred) {
        String reason = "tried " + (taken.attempts() + 1) + " times for "
                + config.giveUpAfter().toHours() + " hours in vain: " + deferred.reason();
        DeadLetter letter = DeadLetter.givenUp(taken, reason, clock.instant());
        return deadLetters.keep(letter).replaceWith(new Outcome.Refused(reason).keptAs(letter.id()));
    }

    /** Twice as long each time, since what was not ready for an hour will hardly be ready in five seconds. */
    static Duration wait(Duration demanded, int attempts) {
        Duration grown = demanded.multipliedBy(1L << Math.min(attempts, MOST_DOUBLINGS));
        return grown.compareTo(LONGEST_WAIT) < 0 ? grown : LONGEST_WAIT;
    }
}
