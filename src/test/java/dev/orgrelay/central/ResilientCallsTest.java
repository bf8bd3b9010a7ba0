package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.relay.Timeline;
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
class ResilientCallsTest {

    private static final Duration OPEN_FOR = Duration.ofSeconds(5);
    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final int WINDOW = 20;

    private final Timeline time = new Timeline();
    private final AtomicInteger calls = new AtomicInteger();
    private final Shutdown closing = new Shutdown();
    private final ResilientCalls guard = guard(1000, PATIENT);

    @Test
    void anApplicationThatFailsIsCalledOnceForEachTimeThatTheCircuitHalfOpens() {
        for (int i = 0; i < 2 * WINDOW; i++) {
            around(this::down);
        }
        assertThat(calls.getAndSet(0)).isEqualTo(WINDOW);
        assertThat(guard.letsThrough()).isFalse();

        for (int probe = 1; probe <= 3; probe++) {
            time.advance(OPEN_FOR.minusMillis(1));
            around(this::down);
            assertThat(calls).hasValue(0);
            time.advance(Duration.ofMillis(1));
            assertThat(guard.letsThrough()).isTrue();

            CompletableFuture<String> answer = new CompletableFuture<>();
            for (int i = 0; i < 50; i++) {
                around(() -> {
                    calls.incrementAndGet();
                    return Uni.createFrom().completionStage(answer);
                });
            }
            assertThat(calls.getAndSet(0)).isEqualTo(1);
            answer.completeExceptionally(outage());
        }
    }

    @Test
    void aProbeThatNeverEndsDoesNotKeepTheCircuitOpen() {
        beDown();
        time.advance(OPEN_FOR);
        CompletableFuture<String> lost = new CompletableFuture<>();
        around(() -> Uni.createFrom().completionStage(lost));
        time.advance(OPEN_FOR);

        assertThat(around(this::answer)).isCompletedWithValue("answer");
        lost.completeExceptionally(outage());
        assertThat(guard.letsThrough()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void theFirstFailureOfAnApplicationThatWasWellIsTriedAgain(int status) {
        beWell(guard);

        CompletableFuture<String> answer = around(() -> calls.incrementAndGet() == 1
                ? Uni.createFrom().failure(failure(status, Duration.ofMillis(10)))
                : Uni.createFrom().item("answer"));
        time.advance(Duration.ofSeconds(1));

        assertThat(answer).isCompletedWithValue("answer");
        assertThat(calls).hasValue(2);
    }

    @Test
    void aTryWaitsAsLongAsTheAnswerSaysAndElseLongerEachTime() {
        List<Long> at = new ArrayList<>();
        guard(1000, Duration.ofSeconds(30))
                .around(waited -> {
                    at.add(time.nanoTime() / 1_000_000);
                    return Uni.createFrom()
                            .failure(new CentralException(
                                    503,
                                    "down",
                                    Optional.empty(),
                                    Optional.empty(),
                                    at.size() == 1 ? Optional.of(Duration.ofSeconds(7)) : Optional.empty()));
                })
                .subscribeAsCompletionStage();
        time.advance(PATIENT);

        assertThat(at.get(1) - at.get(0)).isEqualTo(7000);
        assertThat(at.get(2) - at.get(1)).isBetween(200L, 400L);
        assertThat(at.get(3) - at.get(2)).isBetween(400L, 800L);
        assertThat(at.get(at.size() - 1)).isBetween(26_000L, 30_000L);
    }

    @Test
    void nobodyWaitsForATryThatWouldComeTooLate() {
        CompletableFuture<String> failed = around(() -> {
            calls.incrementAndGet();
            return Uni.createFrom().failure(failure(429, PATIENT));
        });

        assertThatThrownBy(failed::join).hasRootCauseMessage("answered 429");
        assertThat(calls).hasValue(1);
    }

    @Test
    void anApplicationThatWasWellIsLeftAloneAsSoonAsMostOfTheLastCallsFailed() {
        beWell(guard);

        beDown();

        assertThat(calls).as("failures among the last 20 calls").hasValue(12);
        assertThat(guard.letsThrough()).isFalse();
    }

    @Test
    void theTimeOfTheFirstTryCountsToo() {
        ResilientCalls impatient = guard(1000, Duration.ofMillis(300));
        beWell(impatient);
        CompletableFuture<String> answer = new CompletableFuture<>();
        CompletableFuture<String> late = impatient
                .around(waited -> {
                    calls.incrementAndGet();
                    return Uni.createFrom().completionStage(answer);
                })
                .subscribeAsCompletionStage();

        time.advance(Duration.ofMillis(250));
        answer.completeExceptionally(CentralException.unreadable("nothing, late"));
        time.advance(PATIENT);

        assertThatThrownBy(late::join).hasRootCauseMessage("IoT Central answered with nothing, late");
        assertThat(calls).hasValue(1);
    }

    @Test
    void whatWasUnderWayWhenTheCircuitOpenedNeitherKeepsItOpenNorGetsPastIt() {
        beWell(guard);
        List<CompletableFuture<String>> answers = new ArrayList<>();
        List<CompletableFuture<String>> underWay = new ArrayList<>();
        for (int i = 0; i < 2 * WINDOW; i++) {
            CompletableFuture<String> answer = new CompletableFuture<>();
            answers.add(answer);
            underWay.add(around(() -> Uni.createFrom().completionStage(answer)));
        }
        beDown();
        assertThat(guard.letsThrough()).isFalse();

        answers.get(0).completeExceptionally(failure(503, Duration.ofHours(1)));
        answers.subList(1, answers.size()).forEach(answer -> answer.complete("answer"));

        assertThatThrownBy(() -> underWay.get(0).join()).hasRootCauseMessage("answered 503");
        assertThat(underWay.subList(1, underWay.size()))
                .allSatisfy(call -> assertThat(call).isCompletedWithValue("answer"));
        calls.set(0);
        assertThatThrownBy(around(this::answer)::join).hasMessageContaining("left alone");
        assertThat(calls).hasValue(0);
    }

    @Test
    void anApplicationThatFailsNowAndThenIsCalledAllTheSame() {
        for (int i = 0; i < 10 * WINDOW; i++) {
            around(this::down);
            around(this::answer);
            around(this::answer);
            time.advance(Duration.ofMillis(3));
        }

        assertThat(calls).hasValue(30 * WINDOW);
        assertThat(guard.letsThrough()).isTrue();
    }

    @Test
    void anApplicationThatAnswersAgainIsCalledAgain() {
        beDown();
        time.advance(OPEN_FOR);

        assertThat(around(this::answer)).isCompletedWithValue("answer");
        assertThat(guard.letsThrough()).isTrue();
    }

    @Test
    void afterTheLastCallNoneIsBegun() {
        closing.end();

        assertThatThrownBy(around(this::answer)::join).hasRootCauseMessage("this instance is about to stop");
        assertThat(calls).hasValue(0);
    }

    @Test
    void whoWaitsForTheNextTryAtTheLastCallWaitsNoLonger() {
        CompletableFuture<String> retried = around(() -> {
            calls.incrementAndGet();
            return Uni.createFrom().failure(CentralException.tooBusy(Duration.ofSeconds(30)));
        });
        assertThat(retried).isNotDone();

        closing.end();

        assertThatThrownBy(retried::join).hasRootCauseMessage("this instance is about to stop");
        time.advance(PATIENT);
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoWaitsForHisTurnAtTheLastCallWaitsNoLonger() {
        ResilientCalls slow = guard(1, PATIENT);
        slow.around(waited -> answer()).await().indefinitely();
        CompletableFuture<String> second = slow.around(waited -> answer()).subscribeAsCompletionStage();

        closing.end();

        assertThat(second).isCompletedExceptionally();
        time.advance(PATIENT);
        assertThat(calls).hasValue(1);
    }

    @Test
    void everybodyInALongLineGetsHisTurnInTheOrderOfTheirComing() {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            int number = i;
            around(() -> {
                order.add(number);
                return answer();
            });
        }
        time.advance(Duration.ofSeconds(1));

        assertThat(calls).hasValue(600);
        assertThat(order).isSorted();
    }

    @Test
    void aCallThatIsUnderWayIsWaitedForAndEndsAsItEnds() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        CompletableFuture<String> answered = around(() -> Uni.createFrom().completionStage(first));
        CompletableFuture<String> failed = around(() -> Uni.createFrom().completionStage(second));

        closing.end();
        assertThat(answered).isNotDone();
        assertThat(failed).isNotDone();
        first.complete("done");
        second.completeExceptionally(failure(503, Duration.ofMillis(1)));

        assertThat(answered).isCompletedWithValue("done");
        assertThatThrownBy(failed::join).hasRootCauseMessage("answered 503");
    }

    private void beWell(ResilientCalls guard) {
        for (int i = 0; i < 3 * WINDOW; i++) {
            guard.around(waited -> answer()).await().indefinitely();
        }
        calls.set(0);
    }

    private void beDown() {
        for (int i = 0; i < WINDOW; i++) {
            around(this::down);
        }
    }

    private static CentralException failure(int status, Duration retryAfter) {
        return new CentralException(
                status, "answered " + status, Optional.empty(), Optional.empty(), Optional.of(retryAfter));
    }

    private Uni<String> down() {
        calls.incrementAndGet();
        return Uni.createFrom().failure(outage());
    }

    /** Says itself that there is no point in trying again. */
    private static CentralException outage() {
        return failure(503, Duration.ofHours(1));
    }

    private Uni<String> answer() {
        calls.incrementAndGet();
        return Uni.createFrom().item("answer");
    }

    private CompletableFuture<String> around(Supplier<Uni<String>> call) {
        return guard.around(waited -> call.get()).subscribeAsCompletionStage();
    }

    private ResilientCalls guard(double requestsPerSecond, Duration retryFor) {
        return new ResilientCalls(
                new Availability("test", Clock.systemUTC()),
                new Pace(requestsPerSecond, time),
                OPEN_FOR,
                retryFor,
                closing,
                time);
    }
}
