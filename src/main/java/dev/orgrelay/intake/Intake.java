package dev.orgrelay.intake;

import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Mapped.ToApply;
import dev.orgrelay.mapping.Mapped.ToResync;
import dev.orgrelay.mapping.Mapped.Unusable;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import dev.orgrelay.relay.DryRun;
import dev.orgrelay.relay.QueueConsumer;
import dev.orgrelay.relay.QueueProducer;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.relay.Relay;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** Takes what a source has read to the relay, and gathers what became of it. */
@Singleton
public class Intake {

    /** What one door tells the next about a request, in its context: whoever sends it may do so, and its body is worth reading. */
    public static final String ADMITTED = "orgrelay.admitted";

    private static final Logger LOG = Logger.getLogger(Intake.class);

    private final Relay relay;
    private final QueueProducer producer;
    private final QueueConsumer consumer;
    private final DeadLetters deadLetters;
    private final DryRun dryRun;
    private final Reconciliations reconciliations;
    private final Clock clock;
    private final ChangeObserver observer;
    private final SourceActivities activities;

    Intake(
            Relay relay,
            QueueProducer producer,
            QueueConsumer consumer,
            DeadLetters deadLetters,
            DryRun dryRun,
            Reconciliations reconciliations,
            Clock clock,
            ChangeObserver observer,
            SourceActivities activities) {
        this.activities = activities;
        this.relay = relay;
        this.producer = producer;
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        this.dryRun = dryRun;
        this.reconciliations = reconciliations;
        this.clock = clock;
        this.observer = observer;
    }

    /**
     * Takes what {@code source} has read the way that it is configured for, and keeps a dead letter of what can become no change.
     *
     * @param traceparent the trace that the messages belong to
     * @param deadline when the sender has to be told what became of them
     * @param recording of what they came with
     */
    public Uni<Report> take(
            Source source, List<Mapped> messages, Optional<String> traceparent, Instant deadline, Recording recording) {
        activities.delivered(source.name());
        return takeAgain(source, messages, traceparent, deadline, recording);
    }

    /** The same of what was delivered before. */
    Uni<Report> takeAgain(
            Source source, List<Mapped> messages, Optional<String> traceparent, Instant deadline, Recording recording) {
        return switch (source.deliveryMode()) {
            case DIRECT -> take(source.name(), messages, recording, changes -> relay.apply(changes, deadline));
            case QUEUE ->
                take(
                        source.name(),
                        messages,
                        recording,
                        changes -> producer.put(changes, observer.traceparent().or(() -> traceparent), deadline));
        };
    }

    /** Applies what can be applied at once, and keeps a dead letter of what cannot. */
    public Uni<Report> take(String source, List<Mapped> messages, Recording recording) {
        return take(source, messages, recording, relay::apply);
    }

    /** Applies what can be applied of a message of the change queue; what is deferred goes back there. Fails if it cannot be put there. */
    public Uni<Report> takeFromQueue(String source, List<Mapped> messages, Recording recording) {
        activities.delivered(source);
        return take(
                source,
                messages,
                recording,
                changes -> consumer.apply(new QueuedChanges(changes, 0, Optional.empty())));
    }

    /** The same for changes that were put there earlier. */
    public Uni<Report> takeFromQueue(QueuedChanges queued, Recording recording) {
        List<Mapped> messages =
                queued.changes().stream().<Mapped>map(ToApply::new).toList();
        return observer.continuing(
                queued.traceparent(),
                take(
                        messages.get(0).provenance().source(),
                        messages,
                        recording,
                        changes ->
                                consumer.apply(new QueuedChanges(changes, queued.attempts(), queued.traceparent()))));
    }

    /** @param way how changes get to the relay, if there are any */
    private Uni<Report> take(
            String source,
            List<Mapped> unrecorded,
            Recording recording,
            Function<List<Change>, Uni<List<Outcome>>> way) {
        List<Mapped> messages = cameWith(recording, unrecorded);
        List<Change> changes = changes(messages);
        Uni<List<Outcome>> applied = changes.isEmpty() ? Uni.createFrom().item(List.of()) : way.apply(changes);
        return applied.flatMap(outcomes -> outcomes(messages, outcomes))
                .map(outcomes -> told(Report.of(source, messages, outcomes), recording));
    }

    /** Changes take along where they are recorded. */
    private static List<Mapped> cameWith(Recording recording, List<Mapped> messages) {
        if (recording.id().isEmpty()) {
            return messages;
        }
        List<Mapped> recorded = new ArrayList<>(messages.size());
        for (Mapped message : messages) {
            recorded.add(message.mapChange(
                    change -> new ToApply(change.with(change.provenance().cameWith(recording.id())))));
        }
        return recorded;
    }

    /** What became a change is observed by the relay, unless it is only queued. */
    private Report told(Report report, Recording recording) {
        for (Report.Entry entry : report.entries()) {
            if (!(entry.mapped() instanceof ToApply)) {
                observer.settled(entry.mapped().provenance(), entry.outcome());
            } else if (entry.outcome() instanceof Outcome.Queued) {
                activities.settled(report.source(), entry.outcome());
            }
        }
        report.tell(recording);
        return report;
    }

    /** What would become of {@code messages}; nothing is sent, kept or scheduled. */
    public Uni<Report> plan(String source, List<Mapped> messages, Recording recording) {
        return plan(source, messages, clock.instant().plus(Outcome.TIME_TO_ANSWER), recording);
    }

    /** @param deadline when the sender has to be told */
    public Uni<Report> plan(String source, List<Mapped> messages, Instant deadline, Recording recording) {
        return dryRun.of(changes(messages), deadline)
                .flatMap(planned -> each(messages, planned, message -> Uni.createFrom()
                        .item(
                                message instanceof ToResync resync
                                        ? reconciliations.planned(resync)
                                        : message.outcome().orElseThrow())))
                .map(outcomes -> Report.of(source, messages, outcomes))
                .invoke(report -> {
                    report.entries().forEach(entry -> activities.settled(source, entry.outcome()));
                    report.tell(recording);
                });
    }

    private static List<Change> changes(List<Mapped> messages) {
        List<Change> changes = new ArrayList<>(messages.size());
        for (Mapped message : messages) {
            if (message instanceof ToApply toApply) {
                changes.add(toApply.change());
            }
        }
        return changes;
    }

    private Uni<List<Outcome>> outcomes(List<Mapped> messages, List<Outcome> applied) {
        if (applied.size() == messages.size()) { // each message was a change
            return Uni.createFrom().item(applied);
        }
        return each(messages, applied, this::settle);
    }

    /** @param others what becomes of each message that is not to be applied */
    private static Uni<List<Outcome>> each(
            List<Mapped> messages, List<Outcome> ofChanges, Function<Mapped, Uni<Outcome>> others) {
        Iterator<Outcome> next = ofChanges.iterator();
        List<Uni<Outcome>> outcomes = new ArrayList<>(messages.size());
        for (Mapped message : messages) {
            outcomes.add(message instanceof ToApply ? Uni.createFrom().item(next.next()) : others.apply(message));
        }
        if (outcomes.size() < 2) { // as in most deliveries
            return outcomes.isEmpty()
                    ? Uni.createFrom().item(List.of())
                    : outcomes.get(0).map(List::of);
        }
        return Uni.join().all(outcomes).andFailFast();
    }

    private Uni<Outcome> settle(Mapped message) {
        if (message instanceof ToResync resync) {
            return reconciliations.schedule(resync);
        }
        return message instanceof Unusable unusable
                ? keep(unusable)
                : Uni.createFrom().item(message.outcome().orElseThrow());
    }

    private Uni<Outcome> keep(Unusable unusable) {
        DeadLetter letter = DeadLetter.of(
                unusable.provenance(),
                unusable.application(),
                unusable.organization(),
                unusable.reason(),
                clock.instant());
        LOG.warnf("refused a message from %s: %s", unusable.provenance().source(), unusable.reason());
        return deadLetters
                .keep(letter)
                .replaceWith((Outcome) new Outcome.Refused(unusable.reason()).keptAs(letter.id()))
                .onFailure()
                .recoverWithItem(failure -> new Outcome.Deferred(
                        Cause.NO_STORAGE, "dead letters cannot be kept at the moment: " + FailureText.of(failure)));
    }
}
