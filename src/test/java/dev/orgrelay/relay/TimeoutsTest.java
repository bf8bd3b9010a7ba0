package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.central.Scheduler;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TimeoutsTest {

    private static final Duration SHORT = Duration.ofMillis(1);
    private static final Duration LONG = Duration.ofHours(1);

    private final Timeouts timeouts = new Timeouts(Scheduler.ON_WORKERS);
    private final CompletableFuture<String> work = new CompletableFuture<>();

    @Test
    void whoHasWaitedLongEnoughGetsSomethingElse() {
        assertThat(wait(SHORT).join()).isEqualTo("too late");
        assertThat(work).isNotDone();
    }

    @Test
    void whatIsReadyInTimeIsPassedOn() {
        CompletableFuture<String> answer = wait(LONG);
        assertThat(answer).isNotDone();

        work.complete("answer");

        assertThat(answer).isCompletedWithValue("answer");
    }

    @Test
    void aFailureIsPassedOn() {
        CompletableFuture<String> answer = wait(LONG);

        work.completeExceptionally(new IllegalStateException("broken"));

        assertThatThrownBy(answer::join).hasRootCauseMessage("broken");
    }

    @Test
    void atTheEndWhoeverWaitsIsAnswered() {
        CompletableFuture<String> before = wait(LONG);

        timeouts.endAll();

        assertThat(before.join()).isEqualTo("too late");
        assertThat(wait(LONG).join()).as("who comes later").isEqualTo("too late");
    }

    @Test
    void whatIsCalledOffDoesNotRing() {
        AtomicInteger rung = new AtomicInteger();
        AtomicInteger calledOff = new AtomicInteger();
        timeouts.after(SHORT, calledOff::incrementAndGet).run();
        timeouts.after(Duration.ofMillis(300), rung::incrementAndGet);

        await().until(() -> rung.get() == 1);

        assertThat(calledOff).hasValue(0);
    }

    private CompletableFuture<String> wait(Duration patience) {
        return timeouts.orElse(Uni.createFrom().completionStage(work), patience, () -> "too late")
                .subscribeAsCompletionStage();
    }
}
