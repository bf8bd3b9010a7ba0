package dev.orgrelay.intake;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.Shutdown;
import dev.orgrelay.journal.DeliveryKind;
import dev.orgrelay.journal.Recorder;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.QueueConsumer;
import dev.orgrelay.relay.QueuedChanges;
import dev.orgrelay.relay.ScheduledChanges;
import dev.orgrelay.relay.ScheduledChanges.Due;
import dev.orgrelay.relay.ScheduledChanges.DueKey;
import dev.orgrelay.source.Sources;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
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

    private static final int TAKEN_AT_ONCE = 8;

    /** As many as can be applied one after the other before their term is over. */
    private static final int MOST_TOGETHER = 30;

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
    private final Runs<Void> runs = new Runs<>(this::run);
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
            scheduled
                    .due()
                    .subscribe()
                    .with(
                            due -> {
                                lookAgain(Optional.empty());
                                due.stream().map(DueKey::application).distinct().forEach(runs::ask);
                            },
                            failure -> lookAgain(Optional.of(failure)));
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

    /** Applies all that is due in an application; what fails is due again later. */
    private Uni<Void> run(String application) {
        return scheduled.due().flatMap(due -> Multi.createFrom()
                .iterable(together(due.stream()
                        .filter(row -> row.application().equals(application))
                        .toList()))
                .onItem()
                .transformToUniAndConcatenate(this::takeAndApply)
                .onItem()
                .ignoreAsUni());
    }

    /** Those of one source that were tried equally often, so that one may make room for another. */
    private static List<List<DueKey>> together(List<DueKey> due) {
        List<List<DueKey>> together = new ArrayList<>();
        due.stream()
                .collect(Collectors.groupingBy(row -> row.attempts() + " " + row.source()))
                .values()
                .forEach(rows -> {
                    for (int i = 0; i < rows.size(); i += MOST_TOGETHER) {
                        together.add(rows.subList(i, Math.min(rows.size(), i + MOST_TOGETHER)));
                    }
                });
        return together;
    }

    private Uni<Void> takeAndApply(List<DueKey> rows) {
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUni(row -> scheduled.take(row.key()).onFailure().recoverWithItem(Optional.empty()))
                .merge(TAKEN_AT_ONCE)
                .select()
                .where(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList()
                .flatMap(taken -> taken.isEmpty() ? Uni.createFrom().voidItem() : recorded(taken));
    }

    private Uni<Void> recorded(List<Due> rows) {
        Recording recording = recorder.begin(DeliveryKind.QUEUE, "", "", Optional.empty());
        return apply(rows, recording)
                .invoke(report -> recording.end(DONE))
                .onFailure()
                .invoke(failure -> {
                    recording.detail(FailureText.of(failure));
                    recording.end(FAILED);
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    /**
     * Looks after what is kept under {@code key}, because the queue says so. As long as something may be left of it, the queue will say so again; fails if it cannot be
     * told to.
     */
    public Uni<Report> wakeFor(String key, Recording recording) {
        return scheduled
                .take(key)
                .flatMap(taken -> taken.map(row -> apply(List.of(row), recording))
                        .orElseGet(() -> Uni.createFrom().item(NOTHING)))
                .call(report -> scheduled.untilDue(key).flatMap(left -> left.map(wait -> queue.wake(key, wait))
                        .orElseGet(() -> Uni.createFrom().voidItem())))
                .onFailure()
                .recoverWithUni(failure -> {
                    recording.detail(FailureText.of(failure));
                    return queue.wake(key, ScheduledChanges.TERM).replaceWith(NOTHING);
                });
    }

    private Uni<Report> apply(List<Due> rows, Recording recording) {
        recording.from(source(rows.get(0)));
        List<Change> changes =
                rows.stream().flatMap(row -> row.changes().stream()).toList();
        Map<LedgerKey, Duration> waits = new ConcurrentHashMap<>();
        return intake.takeStored(
                new QueuedChanges(changes, rows.get(0).attempts(), Optional.empty()), recording, all -> consumer.apply(
                                all, (again, wait) -> {
                                    waits.put(LedgerKey.of(again.changes().get(0)), wait);
                                    return Uni.createFrom().voidItem();
                                })
                        .call(outcomes -> end(rows, outcomes.iterator(), waits)));
    }

    private Uni<Void> end(List<Due> rows, Iterator<Outcome> outcomes, Map<LedgerKey, Duration> waits) {
        waits.values().stream()
                .min(Comparator.naturalOrder())
                .ifPresent(wait -> scheduler.after(
                        wait, () -> runs.ask(rows.get(0).changes().get(0).application())));
        List<Uni<Void>> ended = new ArrayList<>();
        for (Due row : rows) {
            Set<Integer> left = new HashSet<>();
            for (int i = 0; i < row.changes().size(); i++) {
                if (outcomes.next() instanceof Outcome.Queued) {
                    left.add(i);
                }
            }
            LedgerKey key = LedgerKey.of(row.changes().get(0));
            ended.add(scheduled.end(row, left, waits.getOrDefault(key, Duration.ZERO)));
        }
        return Uni.join()
                .all(ended)
                .usingConcurrencyOf(TAKEN_AT_ONCE)
                .andFailFast()
                .replaceWithVoid();
    }

    private static String source(Due row) {
        return row.changes().get(0).provenance().source();
    }
}
