package dev.orgrelay.intake;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.fetch.snapshot.SnapshotException;
import dev.orgrelay.intake.DueRuns.Due;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.organization.FailureText;
import dev.orgrelay.relay.Records;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The reconciles of sources: one at a time for each of them, and again after a failure until a newer one has done it. What has to be done is remembered in {@link
 * DueRuns}.
 */
@ApplicationScoped
class SourceRuns {

    private static final Logger LOG = Logger.getLogger(SourceRuns.class);

    /** Shorter than the time that a Functions host gives to a function, because it ends the whole process then. */
    static final Duration LONGEST = Duration.ofMinutes(8);

    /** How often to look for what another instance has left undone. */
    static final Duration LOOK_EVERY = Duration.ofMinutes(5);

    /** After a failure that names no time; twice as long each time. */
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);

    private static final Duration LONGEST_WAIT = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    private final Sources sources;
    private final SourceReconcile reconcile;
    private final DueRuns due;
    private final SourceActivities activities;
    private final Scheduler scheduler;
    private final Clock clock;
    private final Runs<String> runs = new Runs<>(this::run);
    private final Map<String, Uni<Due>> asked = new ConcurrentHashMap<>();
    private final Map<String, Runnable> timers = new ConcurrentHashMap<>();

    SourceRuns(
            Sources sources,
            SourceReconcile reconcile,
            Records records,
            SourceActivities activities,
            Scheduler scheduler,
            Clock clock) {
        this.sources = sources;
        this.reconcile = reconcile;
        this.due = new DueRuns(records, clock);
        this.activities = activities;
        this.scheduler = scheduler;
        this.clock = clock;
    }

    /** The source of that name, if it can be reconciled. */
    Optional<Source> find(String name) {
        return sources.named(name).filter(source -> source.snapshot().isPresent());
    }

    /** Reconciles {@code source}, after a run that is under way; the result is one line for people. */
    Uni<String> run(Source source) {
        return runs.ask(source.name());
    }

    /** The same, but waits only until it is remembered that it has to be done. Many may ask for one run: that is remembered once. */
    Uni<Void> schedule(Source source) {
        return asked.computeIfAbsent(source.name(), name -> due.remember(name, Duration.ZERO)
                        .onFailure()
                        .invoke(failure -> asked.remove(name))
                        .memoize()
                        .indefinitely())
                .invoke(remembered -> run(source))
                .replaceWithVoid();
    }

    /** Only plans, now; the result is one line for people. Nobody has to remember it: the timer comes again. */
    Uni<String> plan(Source source) {
        return reconcile
                .plan(source)
                .ifNoItem()
                .after(LONGEST)
                .failWith(() -> new UnfinishedReconcile("it takes too long", Optional.empty()))
                .invoke(line -> {
                    LOG.infof("planned %s: %s", source.name(), line);
                    activities.snapshotTaken(source.name());
                })
                .onFailure(SnapshotException.class)
                .invoke(failure -> activities.snapshotFailed(source.name(), FailureText.of(failure)));
    }

    /** Takes up what was left undone when this process, or another one, ended; now, and from time to time. */
    void resume() {
        scheduler.after(LOOK_EVERY, this::resume);
        due.list()
                .subscribe()
                .with(
                        found -> found.stream()
                                .filter(run -> find(run.source()).isPresent() && !timers.containsKey(run.source()))
                                .forEach(run -> wake(run.source(), untilNow(run.at()))),
                        failure -> LOG.debugf("nobody knows what has to be reconciled: %s", FailureText.of(failure)));
    }

    /** Those that have failed, and come again. */
    Uni<List<Due>> unfinished() {
        return due.list()
                .map(found -> found.stream().filter(run -> run.failures() > 0).toList());
    }

    private Uni<String> run(String name) {
        Source source =
                find(name).orElseThrow(() -> new IllegalArgumentException("source '" + name + "' has no snapshot"));
        asked.remove(name);
        return due.remember(name, LONGEST.plus(LOOK_EVERY)).flatMap(begun -> reconcile
                .run(source)
                .ifNoItem()
                .after(LONGEST)
                .failWith(() -> new UnfinishedReconcile("it takes too long", Optional.empty()))
                .call(line -> end(begun, line))
                .onFailure()
                .call(failure -> comeAgain(begun, failure)));
    }

    private Uni<Boolean> end(Due begun, String line) {
        LOG.infof("reconciled %s: %s", begun.source(), line);
        activities.snapshotTaken(begun.source());
        return due.end(begun).onFailure().recoverWithItem(false);
    }

    private Uni<Boolean> comeAgain(Due begun, Throwable failure) {
        Duration wait = wait(retryAfter(failure), begun.failures());
        String reason = FailureText.of(failure);
        LOG.infof(
                "the reconcile of %s failed, and is tried again in %d s: %s", begun.source(), wait.toSeconds(), reason);
        if (failure instanceof SnapshotException) {
            activities.snapshotFailed(begun.source(), reason);
        }
        wake(begun.source(), wait);
        return due.fail(begun, wait, reason).onFailure().recoverWithItem(false);
    }

    /** As long as whoever failed asks for, and twice as long each time. */
    static Duration wait(Optional<Duration> retryAfter, int failures) {
        Duration first = retryAfter.filter(asked -> !asked.isZero()).orElse(FIRST_WAIT);
        Duration longest = first.compareTo(LONGEST_WAIT) < 0 ? LONGEST_WAIT : first;
        Duration grown = first.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        return grown.compareTo(longest) < 0 ? grown : longest;
    }

    private static Optional<Duration> retryAfter(Throwable failure) {
        if (failure instanceof SnapshotException ofSender) {
            return ofSender.retryAfter();
        }
        return failure instanceof UnfinishedReconcile unfinished ? unfinished.retryAfter() : Optional.empty();
    }

    /** Looks after {@code wait} whether {@code source} still has to be reconciled; in place of an earlier time. */
    private void wake(String source, Duration wait) {
        Optional.ofNullable(timers.put(source, scheduler.after(wait, () -> runIfDue(source))))
                .ifPresent(Runnable::run);
    }

    /** A newer run may have done it meanwhile, or have put it off. */
    private void runIfDue(String source) {
        timers.remove(source);
        due.find(source)
                .subscribe()
                .with(
                        found -> found.ifPresent(run -> {
                            Duration wait = untilNow(run.at());
                            if (wait.isZero()) {
                                runs.ask(source);
                            } else {
                                wake(source, wait);
                            }
                        }),
                        failure -> wake(source, LOOK_EVERY));
    }

    private Duration untilNow(Instant at) {
        Duration left = Duration.between(clock.instant(), at);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
