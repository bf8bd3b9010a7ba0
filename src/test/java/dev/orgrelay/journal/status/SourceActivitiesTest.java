package dev.orgrelay.journal.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.LogLines;
import dev.orgrelay.central.Scheduler;
import dev.orgrelay.relay.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of sources whose deliveries are turned away. */
class SourceActivitiesTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final Timers timers = new Timers();
    private final SourceActivities activities = new SourceActivities(clock, timers);
    private final LogLines log = new LogLines("dev.orgrelay.journal.status");

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void aSourceIsBadAfterFiveInARowAndWellAfterOne() {
        turnAway(4);
        assertThat(log.with("WARN")).isEmpty();
        turnAway(20);
        clock.advance(Duration.ofSeconds(12));
        activities.delivered("hr");
        activities.delivered("hr");

        assertThat(log.with("WARN"))
                .containsExactly(
                        "WARN source hr is bad, 5 deliveries in a row were turned away, the last one with 401: wrong key;"
                                + " compare what it sends with orgrelay.sources.hr.* here",
                        "WARN source hr is well again after 12 s");
    }

    @Test
    void whoAlternatesDoesNotFillTheLog() {
        for (int round = 0; round < 50; round++) {
            turnAway(5);
            activities.delivered("hr");
        }
        assertThat(log.with("WARN")).hasSize(2);

        clock.advance(Duration.ofMinutes(1));
        turnAway(5);
        assertThat(log.with("WARN")).hasSize(3);
    }

    @Test
    void aSnapshotThatCannotBeReadMakesASourceBadUntilOneIs() {
        activities.snapshotFailed("hr", "hr.example answered 500");
        activities.snapshotFailed("hr", "hr.example answered 500");
        clock.advance(Duration.ofSeconds(90));
        activities.snapshotTaken("hr");

        assertThat(log.with("WARN")).hasSize(2).first().asString().contains("hr.example answered 500", "snapshot.url");
    }

    @Test
    void ofManyRequestsOfOneKindTheFirstIsALineAndTheRestACount() {
        turnAway(10_000);
        activities.turnedAway(Optional.empty(), 404, "no source 'x' is configured");
        assertThat(log.with("INFO"))
                .containsExactly(
                        "INFO turned away a request from hr with 401: wrong key",
                        "INFO turned away a request with 404: no source 'x' is configured");

        timers.ring();

        assertThat(log.with("INFO"))
                .hasSize(3)
                .last()
                .asString()
                .isEqualTo("INFO turned away 9999 more requests from hr with 401: wrong key");
    }

    @Test
    void reasonsThatAreAllDifferentAreCountedTogether() {
        for (int i = 0; i < 1_000; i++) {
            activities.turnedAway(Optional.empty(), 404, "no source 'x" + i + "' is configured");
        }
        timers.ring();

        assertThat(log.with("INFO")).hasSizeLessThan(60).last().asString().contains("for other reasons");
    }

    @Test
    void theCountsOfAnHourAndADayHaveEveryOutcome() {
        turnAway(3);
        clock.advance(Duration.ofHours(2));
        turnAway(1);

        OutcomeCounts counts = activities.of("hr").outcomes();
        assertThat(counts.ofHour(clock.millis()))
                .containsOnlyKeys(
                        "applied",
                        "duplicate",
                        "stale",
                        "ignored",
                        "refused",
                        "deferred",
                        "queued",
                        "planned",
                        "turned-away")
                .containsEntry("turned-away", 1);
        assertThat(counts.ofDay(clock.millis())).containsEntry("turned-away", 4).containsEntry("applied", 0);
    }

    private void turnAway(int times) {
        for (int i = 0; i < times; i++) {
            activities.turnedAway(Optional.of("hr"), 401, "wrong key");
        }
    }

    private static final class Timers implements Scheduler {

        private final List<Runnable> set = new ArrayList<>();

        @Override
        public Runnable after(Duration wait, Runnable task) {
            set.add(task);
            return () -> set.remove(task);
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        private void ring() {
            set.forEach(Runnable::run);
            set.clear();
        }
    }
}
