package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueueConsumerTest {

    private static final Timeouts TIMEOUTS = new Timeouts(Scheduler.ON_WORKERS);
    private static final Optional<String> TRACE =
            Optional.of("00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01");

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final StrictApi api = new StrictApi(200);
    private final MemoryQueue queue = new MemoryQueue();
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final Relay relay = new Relay(
            TestApplications.of(api.client()),
            new StoredLedger(LedgerStore.inMemory(LeaseTerm.USUAL, clock), Scheduler.ON_WORKERS, clock),
            TestRelay.ownership(),
            letters,
            TIMEOUTS,
            clock,
            new ChangeLog(false),
            ChangeObserver.NONE);
    private final QueueConsumer patient = new QueueConsumer(relay, queue, letters, () -> Duration.ofDays(3), clock);

    private final Change child = Changes.create("child", "Child", "parent", 1);

    @Test
    void whatCanBeAppliedIsAppliedAndDoesNotGoBack() {
        assertThat(take(Changes.create("aa", "A", null, 1), 4)).isInstanceOf(Outcome.Applied.class);
        assertThat(queue.taken()).isEmpty();
    }

    @Test
    void whatIsDeferredGoesBackWithOneMoreAttemptAndItsTrace() {
        Outcome outcome = take(child, 2);

        assertThat(outcome.word()).isEqualTo("queued");
        assertThat(outcome.retryAfter()).isEmpty();
        assertThat(outcome.detail()).contains("its parent 'parent' does not exist; tried again in 20 s");
        assertThat(queue.taken())
                .containsExactly(new MemoryQueue.Put(
                        ChangeMessage.write(new QueuedChanges(child, 3, TRACE)), Duration.ofSeconds(20)));
    }

    @Test
    void itIsAppliedWhenItsTimeHasCome() {
        take(child, 0);
        take(Changes.create("parent", "Parent", null, 2), 0);

        Outcome outcome = take(queue.taken().get(0).change());

        assertThat(outcome).isInstanceOf(Outcome.Applied.class);
        assertThat(api.state()).containsKeys("parent", "child");
    }

    @Test
    void whatCameTogetherGoesBackTogetherWithoutWhatIsDone() {
        Change later = Changes.move("child", "parent", 2);
        Change done = Changes.create("aa", "A", null, 1);

        List<Outcome> outcomes = patient.apply(new QueuedChanges(List.of(child, done, later), 0, TRACE))
                .await()
                .indefinitely();

        assertThat(outcomes).extracting(Outcome::word).containsExactly("queued", "applied", "queued");
        assertThat(queue.taken())
                .containsExactly(new MemoryQueue.Put(
                        ChangeMessage.write(new QueuedChanges(List.of(child, later), 1, TRACE)),
                        Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 5", "5, 1, 10", "5, 6, 320", "5, 7, 600", "5, 1000, 600", "77, 0, 77", "3600, 0, 600"})
    void itWaitsLongerEachTimeButNotForEver(long demanded, int attempts, long expected) {
        assertThat(QueueConsumer.wait(Duration.ofSeconds(demanded), attempts)).hasSeconds(expected);
    }

    @Test
    void afterTooLongItBecomesADeadLetterThatSaysHowOftenItWasTried() {
        clock.advance(Duration.ofDays(3).plusSeconds(3));

        Outcome outcome = take(child, 41);

        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(queue.taken()).isEmpty();
        DeadLetter letter = onlyLetter();
        assertThat(letter.outcome()).isEqualTo("deferred");
        assertThat(letter.attempts()).isEqualTo(42);
        assertThat(letter.change()).contains(child);
        assertThat(letter.reason())
                .isEqualTo("tried 42 times for 72 hours in vain: its parent 'parent' does not exist");
    }

    @Test
    void theLastMomentStillCounts() {
        clock.advance(Duration.ofDays(3).plusSeconds(2));

        assertThat(take(child, 41).word()).isEqualTo("queued");
    }

    @Test
    void aRefusalSaysHowOftenItWasTried() {
        Change unknown = new Change.Delete("moon", child.organization(), child.provenance());

        assertThat(take(unknown, 6)).isInstanceOf(Outcome.Refused.class);

        assertThat(onlyLetter().attempts()).isEqualTo(7);
        assertThat(onlyLetter().outcome()).isEqualTo("refused");
    }

    @Test
    void whatCannotBePutBackIsAFailure() {
        queue.refuse(change -> true);

        assertThatThrownBy(() -> take(child, 0)).isInstanceOf(IllegalStateException.class);
    }

    private Outcome take(Change change, int attempts) {
        return take(new QueuedChanges(change, attempts, TRACE));
    }

    private Outcome take(QueuedChanges queued) {
        return patient.apply(queued).await().indefinitely().get(0);
    }

    private DeadLetter onlyLetter() {
        List<DeadLetter> all =
                letters.list(Optional.empty(), 10).await().indefinitely().letters();
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
