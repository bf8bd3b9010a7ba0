package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.status.SourceActivities;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestScheduler;
import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.Source;
import dev.orgrelay.source.Sources;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of reconciles that were asked for, wherever records are kept. */
public abstract class SourceRunsContract {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final String KEY = "orgrelay.sources.hr.";

    private final Sources sources = ConfiguredSources.of(Map.of(
            KEY + "authentication.scheme", "dangerous-none",
            KEY + "format", "json",
            KEY + "mapping", "{'operation': 'resync'}",
            KEY + "snapshot.url", "http://127.0.0.1:1/units",
            KEY + "snapshot.mapping", "body.{'operation': 'create', 'id': id, 'displayName': name}"));
    private final TestClock clock = new TestClock(Changes.HOUR);
    private final List<CompletableFuture<String>> open = new CopyOnWriteArrayList<>();
    /** None of the test itself, or it would be a bean beside the one of the application. */
    private final SourceReconcile reconcile = new SourceReconcile() {

        @Override
        public Uni<String> run(Source source) {
            assertThat(source.name()).isEqualTo("hr");
            CompletableFuture<String> run = new CompletableFuture<>();
            open.add(run);
            return Uni.createFrom().completionStage(run);
        }

        @Override
        public Uni<String> plan(Source source) {
            throw new AssertionError("only runs are asked for");
        }
    };

    private TestScheduler timers;
    private Records records;
    private SourceRuns runs;

    /** Records of which there are none yet. */
    protected abstract Records records();

    @BeforeEach
    void startWithNothing() {
        records = records();
        restart();
    }

    @Test
    void whatIsAskedForIsMadeOnceAndForgotten() {
        schedule();
        begun(1);
        succeed(0);
        settled();

        timers.elapse(Duration.ofDays(1));
        begun(1);
    }

    @Test
    void aRunThatFailsComesAgainLaterAndLater() {
        schedule();
        for (int seconds = 10, run = 1; run < 6; seconds *= 2, run++) {
            begun(run);
            fail(run - 1, Optional.empty());
            due(seconds);
            timers.elapse(Duration.ofSeconds(seconds - 1));
            begun(run);
            timers.elapse(Duration.ofSeconds(1));
        }
        begun(6);
        succeed(5);
        settled();
        timers.elapse(Duration.ofDays(1));
        begun(6);
    }

    @Test
    void itComesAgainWhenWhoeverFailedWantsItTo() {
        schedule();
        begun(1);
        fail(0, Optional.of(Duration.ofMinutes(42)));
        due(42 * 60);

        timers.elapse(Duration.ofMinutes(41));
        begun(1);
        timers.elapse(Duration.ofMinutes(1));
        begun(2);
    }

    @Test
    void aNewerRunThatDidItIsEnough() {
        schedule();
        begun(1);
        fail(0, Optional.of(Duration.ofMinutes(1)));
        due(60);

        UniAssertSubscriber<String> byTimer = run();
        begun(2);
        succeed(1);
        byTimer.awaitItem(SOON);
        settled();
        timers.elapse(Duration.ofDays(1));
        begun(2);
    }

    @Test
    void aRunOfTheTimerComesAgainLikeAnyOther() {
        UniAssertSubscriber<String> byTimer = run();
        begun(1);
        fail(0, Optional.empty());
        byTimer.awaitFailure(SOON);
        due(10);

        timers.elapse(Duration.ofSeconds(10));
        begun(2);
    }

    @Test
    void whatIsAskedForDuringARunIsMadeAfterIt() {
        schedule();
        begun(1);
        schedule();
        schedule();
        succeed(0);
        begun(2);
        succeed(1);
        settled();
        timers.elapse(Duration.ofDays(1));
        begun(2);
    }

    @Test
    void aFailureSurvivesTheEndOfTheProcess() {
        schedule();
        begun(1);
        fail(0, Optional.of(Duration.ofMinutes(2)));
        due(120);

        restart();
        runs.resume();
        await().until(() -> timers.size() == 2);
        timers.elapse(Duration.ofSeconds(119));
        begun(1);
        timers.elapse(Duration.ofSeconds(1));
        begun(2);
    }

    @Test
    void whatWasAskedForSurvivesTheEndOfTheProcessInTheMiddleOfTheRun() {
        schedule();
        begun(1);

        restart();
        runs.resume();
        await().until(() -> timers.size() == 2);
        timers.elapse(SourceRuns.LONGEST.plus(SourceRuns.LOOK_EVERY));
        begun(2);
        succeed(1);
        settled();
    }

    @Test
    void anInstanceTakesUpWhatAnotherOneLeftWhileItRuns() {
        SourceRuns other = runs;
        TestScheduler timersOfOther = timers;
        restart();
        runs.resume();
        schedule(other);
        begun(1);
        fail(0, Optional.of(Duration.ofMinutes(1)));
        due(60);
        assertThat(timersOfOther.size())
                .as("that instance ends before its time")
                .isEqualTo(1);

        timers.elapse(SourceRuns.LOOK_EVERY);
        begun(2);
    }

    @Test
    void whatALaterVersionHasWrittenHoldsUpNothing() {
        ObjectNode unknown = JsonNodeFactory.instance.objectNode().put("when", "soon");
        records.put("reconcile-due", "another", unknown, Optional.empty())
                .await()
                .atMost(SOON);
        records.put("reconcile-due", "hr", unknown, Optional.empty()).await().atMost(SOON);
        runs.resume();

        schedule();
        begun(1);
        fail(0, Optional.of(Duration.ofMinutes(1)));
        due(60);
        restart();
        runs.resume();
        await().until(() -> timers.size() == 2);
        timers.elapse(Duration.ofMinutes(1));
        begun(2);

        assertThat(records.find("reconcile-due", "another").await().atMost(SOON).map(Records.Row::value))
                .contains(unknown);
    }

    private void restart() {
        timers = new TestScheduler(clock);
        runs = new SourceRuns(sources, reconcile, records, new SourceActivities(clock, timers), timers, clock);
    }

    private void schedule() {
        schedule(runs);
    }

    private void schedule(SourceRuns by) {
        by.schedule(sources.named("hr").orElseThrow()).await().atMost(SOON);
    }

    private UniAssertSubscriber<String> run() {
        return runs.run(sources.named("hr").orElseThrow()).subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private void begun(int number) {
        await().until(() -> {
            timers.elapse(Duration.ZERO);
            return open.size() >= number;
        });
        assertThat(open).hasSize(number);
    }

    private void succeed(int number) {
        open.get(number).complete("done");
    }

    private void fail(int number, Optional<Duration> retryAfter) {
        open.get(number).completeExceptionally(new UnfinishedReconcile("429", retryAfter));
    }

    /** Waits until it is written down that the next run is due in so many seconds. */
    private void due(long seconds) {
        await().until(() -> new DueRuns(records, clock)
                .find("hr").await().atMost(SOON).stream()
                        .anyMatch(due -> due.at().equals(clock.instant().plusSeconds(seconds))));
    }

    private void settled() {
        await().until(() ->
                new DueRuns(records, clock).find("hr").await().atMost(SOON).isEmpty());
    }
}
