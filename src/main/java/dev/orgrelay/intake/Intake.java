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
import dev.orgrelay.relay.ScheduledChanges;
import dev.orgrelay.relay.WaitLimit;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
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
    private final ScheduledChanges scheduled;
    private final WaitLimit waitLimit;
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
            ScheduledChanges scheduled,
            WaitLimit waitLimit,
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
        this.scheduled = scheduled;
        this.waitLimit = waitLimit;
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
    public Uni<Report> takeAgain(
            Source source, List<Mapped> messages, Optional<String> traceparent, Instant deadline, Recording recording) {
        Function<List<Change>, Uni<List<Outcome>>> way =
                switch (source.deliveryMode()) {
                    case DIRECT ->
                        changes ->
                                relay.apply(changes, deadline).flatMap(outcomes -> waitLimit.check(changes, outcomes));
                    case QUEUE ->
                        changes -> producer.put(changes, observer.traceparent().or(() -> traceparent), deadline);
                };
        return take(
                source.name(),
                messages,
                recording,
                source.defersWhatIsAhead() ? changes -> scheduled.replacedBy(changes, way) : way,
                deadline);
    }

    /** Applies what can be applied at once, and keeps a dead letter of what cannot. */
    public Uni<Report> take(String source, List<Mapped> messages, Recording recording) {
        return take(source, messages, recording, relay::apply, deadline());
    }

    /** Applies what can be applied of a message of the change queue; what is deferred goes back there. Fails if it cannot be put there. */
    public Uni<Report> takeFromQueue(String source, List<Mapped> messages, Recording recording) {
        activities.delivered(source);
        return take(
                source,
                messages,
                recording,
                changes -> consumer.apply(new QueuedChanges(changes, 0, Optional.empty())),
                deadline());
    }

    /** The same for changes that were put there earlier. */
    public Uni<Report> takeFromQueue(QueuedChanges queued, Recording recording) {
        return takeStored(queued, recording, consumer::apply);
    }

    /** The same for changes that were stored somewhere. */
    Uni<Report> takeStored(
            QueuedChanges queued, Recording recording, Function<QueuedChanges, Uni<List<Outcome>>> consume) {
        List<Mapped> messages =
                queued.changes().stream().<Mapped>map(ToApply::new).toList();
        return observer.continuing(
                queued.traceparent(),
                take(
                        messages.get(0).provenance().source(),
                        messages,
                        recording,
                        changes -> consume.apply(new QueuedChanges(changes, queued.attempts(), queued.traceparent())),
                        deadline()));
    }

    /**
     * @param way how changes get to the relay, if there are any
     * @param deadline when the sender has to be told
     */
    private Uni<Report> take(
            String source,
            List<Mapped> read,
            Recording recording,
            Function<List<Change>, Uni<List<Outcome>>> way,
            Instant deadline) {
        ReadMessages messages = ReadMessages.of(read, clock.instant(), recording);
        return producer.schedule(messages.later(), deadline)
                .flatMap(later -> (messages.now().isEmpty()
                                ? Uni.createFrom().item(List.<Outcome>of())
                                : way.apply(messages.now()))
                        .flatMap(now -> messages.outcomes(now, later, this::settle)))
                .map(outcomes -> told(Report.of(source, messages.all(), outcomes), recording));
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
        return plan(source, messages, deadline(), recording);
    }

    /** @param deadline when the sender has to be told */
    public Uni<Report> plan(String source, List<Mapped> read, Instant deadline, Recording recording) {
        ReadMessages messages = ReadMessages.of(read, clock.instant(), Recording.NONE);
        List<Outcome> later = messages.later().stream().map(producer::planned).toList();
        return dryRun.of(messages.now(), deadline)
                .flatMap(planned -> messages.outcomes(planned, later, message -> Uni.createFrom()
                        .item(
                                message instanceof ToResync resync
                                        ? reconciliations.planned(resync)
                                        : message.outcome().orElseThrow())))
                .map(outcomes -> Report.of(source, messages.all(), outcomes))
                .invoke(report -> {
                    report.entries().forEach(entry -> activities.settled(source, entry.outcome()));
                    report.tell(recording);
                });
    }

    private Instant deadline() {
        return clock.instant().plus(Outcome.TIME_TO_ANSWER);
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
