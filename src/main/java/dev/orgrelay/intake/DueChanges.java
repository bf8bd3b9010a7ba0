package dev.orgrelay.intake;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.Shutdown;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.QueueConsumer;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.relay.ScheduledChanges;
import dev.orgrelay.relay.ScheduledChanges.Due;
import dev.orgrelay.source.Sources;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;

/**
 * Applies what was kept until it takes effect, when its day has come: by a timer as long as this instance runs, and when the queue wakes it. Of several instances, one
 * has each row at a time; what is deferred is tried again, like a change of the queue.
 */
@ApplicationScoped
public class DueChanges {

    /** What is due is found within half a minute. */
    static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    /** The first events after the start come before. */
    static final Duration FIRST_LOOK_AFTER = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(DueChanges.class);

    /** Before that a wrong setting stops the start. */
    private static final int AFTER_THE_CHECK_OF_SETTINGS = 5000;

    private static final int AT_ONCE = 8;
    private static final int DONE = 200;
    private static final int FAILED = 503;
    private static final Report NOTHING = new Report("default", List.of());

    private final ScheduledChanges scheduled;
    private final Sources sources;
    private final Intake intake;
    private final QueueConsumer consumer;
    private final ChangeQueue queue;
    private final Recorder recorder;
    private final Scheduler scheduler;
    private final Shutdown shutdown;
    private boolean isReached = true;

    DueChanges(
            ScheduledChanges scheduled,
            Sources sources,
            Intake intake,
            QueueConsumer consumer,
            ChangeQueue queue,
            Recorder recorder,
            Scheduler scheduler,
            Shutdown shutdown) {
        this.scheduled = scheduled;
        this.sources = sources;
        this.intake = intake;
        this.consumer = consumer;
        this.queue = queue;
        this.recorder = recorder;
        this.scheduler = scheduler;
        this.shutdown = shutdown;
    }

    void begin(@Observes @Priority(AFTER_THE_CHECK_OF_SETTINGS) StartupEvent start) {
        if (scheduled.isOpen()) {
            scheduler.after(FIRST_LOOK_AFTER, this::look);
        }
    }

    private void look() {
        if (!shutdown.hasBegun()) {
            applyAll()
                    .subscribe()
                    .with(done -> lookAgain(Optional.empty()), failure -> lookAgain(Optional.of(failure)));
        }
    }

    /** Where no source wants it, an account that keeps nothing is no trouble. */
    private void lookAgain(Optional<Throwable> failure) {
        if (isReached && failure.isPresent() && sources.deferWhatIsAhead()) {
            LOG.warnf(
                    "what takes effect now cannot be applied, and is looked for again: %s",
                    FailureText.of(failure.get()));
        } else if (!isReached && failure.isEmpty()) {
            LOG.info("what takes effect now can be applied again");
        }
        isReached = failure.isEmpty();
        scheduler.after(LOOK_EVERY, this::look);
    }

    /** Applies all that is due; what fails is due again later. */
    Uni<Void> applyAll() {
        return scheduled.due().flatMap(keys -> Multi.createFrom()
                .iterable(keys)
                .onItem()
                .transformToUni(key -> scheduled.take(key).flatMap(taken -> taken.map(this::recorded)
                        .orElseGet(() -> Uni.createFrom().voidItem())))
                .collectFailures()
                .merge(AT_ONCE)
                .onItem()
                .ignoreAsUni());
    }

    private Uni<Void> recorded(Due due) {
        Recording recording = recorder.begin(DeliveryKind.QUEUE, "", "", Optional.empty());
        return apply(due, recording)
                .onItemOrFailure()
                .invoke((report, failure) -> {
                    Optional.ofNullable(failure).map(FailureText::of).ifPresent(recording::detail);
                    recording.end(failure == null ? DONE : FAILED);
                })
                .replaceWithVoid();
    }

    /**
     * Looks after what is kept under {@code key}, because the queue says so. As long as something may be left of it, the queue will say so again; fails if it cannot be
     * told to.
     */
    public Uni<Report> wakeFor(String key, Recording recording) {
        return scheduled
                .take(key)
                .flatMap(taken -> taken.map(due -> apply(due, recording))
                        .orElseGet(() -> Uni.createFrom().item(NOTHING)))
                .call(report -> scheduled.untilDue(key).flatMap(left -> left.map(wait -> queue.wake(key, wait))
                        .orElseGet(() -> Uni.createFrom().voidItem())))
                .onFailure()
                .recoverWithUni(failure -> {
                    recording.detail(FailureText.of(failure));
                    return queue.wake(key, ScheduledChanges.TERM).replaceWith(NOTHING);
                });
    }

    private Uni<Report> apply(Due due, Recording recording) {
        recording.from(due.changes().get(0).provenance().source());
        AtomicReference<Duration> wait = new AtomicReference<>(Duration.ZERO);
        QueuedChanges changes = new QueuedChanges(due.changes(), due.attempts(), Optional.empty());
        return intake.takeStored(changes, recording, all -> consumer.apply(all, (again, later) -> {
                    wait.set(later);
                    return Uni.createFrom().voidItem();
                })
                .call(outcomes -> scheduled.end(due, left(outcomes), wait.get())));
    }

    private static Set<Integer> left(List<Outcome> outcomes) {
        return IntStream.range(0, outcomes.size())
                .filter(index -> outcomes.get(index) instanceof Outcome.Queued)
                .boxed()
                .collect(Collectors.toSet());
    }
}
