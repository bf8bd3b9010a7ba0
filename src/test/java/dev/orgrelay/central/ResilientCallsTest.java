package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often an application is called that does not answer as it should. */
@QuarkusTest
class ResilientCallsTest {

    private static final Duration OPEN_FOR = Duration.ofMillis(400);
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final int WINDOW = 20;

    private final AtomicInteger calls = new AtomicInteger();
    private final Shutdown closing = new Shutdown();
    private final ResilientCalls guard = guard(1000);

    @Test
    void anApplicationThatFailsIsCalledOnceForEachTimeThatTheCircuitHalfOpens() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            failing();
        }
        assertThat(calls.getAndSet(0)).isEqualTo(WINDOW);

        for (int probe = 1; probe <= 3; probe++) {
            await().atMost(Duration.ofSeconds(10)).until(() -> {
                manyAtOnce();
                return calls.get() > 0;
            });
            assertThat(calls.getAndSet(0)).isEqualTo(1);
            manyAtOnce();
            assertThat(calls.get()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theFirstFailureOfAnApplicationThatWasWellIsTriedAgain(int status) {
        beWell();

        String answer = around(() -> calls.incrementAndGet() == 1
                ? Uni.createFrom().failure(failure(status, Duration.ofMillis(10)))
                : Uni.createFrom().item("answer"));

        assertThat(answer).isEqualTo("answer");
        assertThat(calls).hasValue(2);
    }

    @Test
    void anApplicationThatWasWellIsLeftAloneAsSoonAsMostOfTheLastCallsFailed() {
        beWell();

        for (int i = 0; i < WINDOW; i++) {
            failing();
        }

        assertThat(calls).as("failures among the last 20 calls").hasValue(12);
        assertThat(guard.letsThrough()).isFalse();
    }

    @Test
    void theTimeOfTheFirstTryCountsToo() {
        ResilientCalls impatient = guard(1000, Duration.ofMillis(300));
        beWell(impatient);

        for (boolean isWell : new boolean[] {true, false}) {
            assertThatThrownBy(() -> impatient
                            .around(() -> {
                                calls.incrementAndGet();
                                return Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(Duration.ofMillis(320))
                                        .onItem()
                                        .failWith(() -> CentralException.unreadable("nothing, late"));
                            })
                            .await()
                            .indefinitely())
                    .as("after good calls: " + isWell)
                    .hasMessage("IoT Central answered with nothing, late");
        }
        assertThat(calls).hasValue(2);
    }

    @Test
    void whatWasUnderWayWhenTheCircuitOpenedNeitherKeepsItOpenNorGetsPastIt() {
        beWell();
        List<CompletableFuture<String>> answers = new ArrayList<>();
        List<CompletableFuture<String>> underWay = new ArrayList<>();
        for (int i = 0; i < 2 * WINDOW; i++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            underWay.add(
                    guard.around(() -> Uni.createFrom().completionStage(answer)).subscribeAsCompletionStage());
        }
        for (int i = 0; i < WINDOW; i++) {
            failing();
        }
        assertThat(guard.letsThrough()).isFalse();

        answers.get(0).completeExceptionally(failure(503, Duration.ofHours(1)));
        answers.subList(1, answers.size()).forEach(answer -> answer.complete("answer"));

        assertThatThrownBy(() -> underWay.get(0).join()).hasRootCauseMessage("answered 503");
        assertThat(underWay.subList(1, underWay.size()))
                .allSatisfy(call -> assertThat(call).isCompletedWithValue("answer"));
        calls.set(0);
        assertThatThrownBy(() -> around(this::answer)).hasMessageContaining("left alone");
        assertThat(calls).hasValue(0);
    }

    @Test
    void anApplicationThatFailsNowAndThenIsCalledAllTheSame() {
        for (int i = 0; i < 10 * WINDOW; i++) {
            failing();
            around(this::answer);
            around(this::answer);
        }

        assertThat(calls).hasValue(30 * WINDOW);
        assertThat(guard.letsThrough()).isTrue();
    }

    @Test
    void anApplicationThatAnswersAgainIsCalledAgain() {
        for (int i = 0; i < WINDOW; i++) {
            failing();
        }
        await().atMost(Duration.ofSeconds(10))
                .until(() -> guard.around(() -> Uni.createFrom().item("answer"))
                        .onFailure()
                        .recoverWithItem("nothing")
                        .await()
                        .indefinitely()
                        .equals("answer"));
        assertThat(guard.letsThrough()).isTrue();
    }

    @Test
    void afterTheLastCallNoneIsBegun() {
        closing.end();

        assertThatThrownBy(() -> around(this::answer)).hasMessage("this instance is about to stop");
        assertThat(calls).hasValue(0);
    }

    @Test
    void whoWaitsForTheNextTryAtTheLastCallWaitsNoLonger() {
        ResilientCalls patient = guard(1000);
        CompletableFuture<String> retried = patient.around(() -> {
                    calls.incrementAndGet();
                    return Uni.createFrom().<String>failure(CentralException.tooBusy(Duration.ofSeconds(30)));
                })
                .subscribeAsCompletionStage();
        await().until(() -> calls.get() == 1);

        closing.end();

        assertThat(retried).isCompletedExceptionally();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoWaitsForHisTurnAtTheLastCallWaitsNoLonger() {
        ResilientCalls slow = guard(1);
        slow.around(this::answer).await().indefinitely();
        CompletableFuture<String> second = slow.around(this::answer).subscribeAsCompletionStage();

        closing.end();

        assertThat(second).isCompletedExceptionally();
        assertThat(calls).hasValue(1);
    }

    @Test
    void everybodyInALongLineGetsHisTurn() {
        List<Uni<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            attempts.add(guard.around(this::answer));
        }

        assertThat(Uni.join().all(attempts).andFailFast().await().atMost(Duration.ofSeconds(20)))
                .hasSize(600);
        assertThat(calls).hasValue(600);
    }

    @Test
    void whatIsUnderWayWhileAllIsWellIsWaitedForAndEndsAsItEnds() {
        beWell();
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> answered =
                guard.around(() -> Uni.createFrom().completionStage(first)).subscribeAsCompletionStage();
        CompletableFuture<String> failed =
                guard.around(() -> Uni.createFrom().completionStage(second)).subscribeAsCompletionStage();

        closing.end();
        assertThat(answered).isNotDone();
        assertThat(failed).isNotDone();
        first.complete("done");
        second.completeExceptionally(failure(503, Duration.ofMillis(1)));

        assertThat(answered).isCompletedWithValue("done");
        assertThatThrownBy(failed::join).hasRootCauseMessage("answered 503");
        assertThatThrownBy(() -> around(this::answer)).hasMessage("this instance is about to stop");
    }

    @Test
    void aCallThatIsUnderWayIsWaitedFor() {
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> call =
                guard.around(() -> Uni.createFrom().completionStage(answer)).subscribeAsCompletionStage();

        closing.end();
        assertThat(call).isNotDone();

        answer.complete("done");
        assertThat(call).isCompletedWithValue("done");
    }

    private void beWell() {
        beWell(guard);
    }

    private void beWell(ResilientCalls guard) {
        for (int i = 0; i < 3 * WINDOW; i++) {
            guard.around(this::answer).await().indefinitely();
        }
        calls.set(0);
    }

    private static CentralException failure(int status, Duration retryAfter) {
        return new CentralException(
                status, "answered " + status, Optional.empty(), Optional.empty(), Optional.of(retryAfter));
    }

    private void failing() {
        around(
                () -> {
                    calls.incrementAndGet();
                    return Uni.createFrom().failure(down());
                },
                "failed");
    }

    private void manyAtOnce() {
        List<Uni<String>> attempts = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            attempts.add(guard.around(() -> {
                        calls.incrementAndGet();
                        return Uni.createFrom()
                                .<String>failure(down())
                                .onFailure()
                                .call(() -> Uni.createFrom()
                                        .voidItem()
                                        .onItem()
                                        .delayIt()
                                        .by(Duration.ofMillis(20)));
                    })
                    .onFailure()
                    .recoverWithItem("failed"));
        }
        Uni.join().all(attempts).andFailFast().await().indefinitely();
    }

    /** Says itself that there is no point in trying again. */
    private static CentralException down() {
        return CentralException.circuitOpen(Duration.ofHours(1));
    }

    private Uni<String> answer() {
        calls.incrementAndGet();
        return Uni.createFrom().item("answer");
    }

    private String around(Supplier<Uni<String>> call) {
        return guard.around(call).await().indefinitely();
    }

    private String around(Supplier<Uni<String>> call, String instead) {
        return guard.around(call).onFailure().recoverWithItem(instead).await().indefinitely();
    }

    private ResilientCalls guard(double requestsPerSecond) {
        return guard(requestsPerSecond, PATIENT);
    }

    private ResilientCalls guard(double requestsPerSecond, Duration retryFor) {
        Clock clock = Clock.systemUTC();
        return new ResilientCalls(
                "test", new Pace(requestsPerSecond), retryFor, OPEN_FOR, closing, clock, CallObserver.NONE);
    }
}
