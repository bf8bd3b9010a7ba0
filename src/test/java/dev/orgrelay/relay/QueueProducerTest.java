package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class QueueProducerTest {

    private static final Timeouts TIMEOUTS = new Timeouts(Scheduler.ON_WORKERS);
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final TestClock CLOCK = new TestClock(Changes.HOUR);

    private final MemoryQueue queue = new MemoryQueue();
    private static final ScheduledChanges NOTHING_KEPT =
            new ScheduledChanges(Optional.empty(), new MemoryQueue(), false, CLOCK);
    private final MemoryDeadLetters letters = new MemoryDeadLetters();
    private final QueueProducer producer = new QueueProducer(queue, NOTHING_KEPT, letters, TIMEOUTS, CLOCK);

    @Test
    void eachChangeIsOneMessageWithEverythingThatIsKnownOfIt() {
        List<Change> changes = List.of(Changes.create("aa", "A", null, 1), Changes.delete("bb", 2));

        List<Outcome> outcomes = put(changes);

        assertThat(outcomes).extracting(Outcome::word).containsExactly("queued", "queued");
        assertThat(queue.taken())
                .containsExactlyInAnyOrder(
                        new MemoryQueue.Put(message(changes.get(0)), Duration.ZERO),
                        new MemoryQueue.Put(message(changes.get(1)), Duration.ZERO));
    }

    @Test
    void changesOfOneOrganizationStayTogetherInTheirOrder() {
        List<Change> changes =
                List.of(Changes.create("aa", "A", null, 1), Changes.delete("bb", 2), Changes.delete("aa", 1));

        assertThat(put(changes))
                .extracting(Outcome::word)
                .containsOnly("queued")
                .hasSize(3);

        assertThat(queue.taken())
                .extracting(put -> put.change().changes())
                .containsExactlyInAnyOrder(List.of(changes.get(0), changes.get(2)), List.of(changes.get(1)));
    }

    @Test
    void nothingIsPretendedWhenAPutFails() {
        queue.refuse(queued -> queued.changes().get(0).organization().value().equals("bb"));

        List<Outcome> outcomes = put(List.of(
                Changes.create("aa", "A", null, 1),
                Changes.create("bb", "B", null, 1),
                Changes.create("cc", "C", null, 1)));

        assertThat(outcomes).extracting(Outcome::word).containsExactly("queued", "deferred", "deferred");
        assertThat(queue.taken()).hasSize(1);
    }

    @Test
    void aChangeThatIsLargerThanAMessageIsRefusedAndKept() {
        Change large = Changes.create("aa", "x".repeat(60_000), null, 1);

        List<Outcome> outcomes = put(List.of(large, Changes.create("bb", "B", null, 1)));

        assertThat(outcomes).extracting(Outcome::word).containsExactly("refused", "queued");
        String id = ((Outcome.Refused) outcomes.get(0)).deadLetter().orElseThrow();
        DeadLetter letter = letters.find(id).await().indefinitely().orElseThrow();
        assertThat(letter.change()).contains(large);
        assertThat(letter.reason()).contains("takes 49152");
    }

    @Test
    void manyArePutAtOnceButNotAll() {
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        ChangeQueue slow = new MemoryQueue() {
            @Override
            public Uni<Void> put(QueuedChanges change, Duration delay) {
                return Uni.createFrom()
                        .voidItem()
                        .invoke(() -> most.accumulateAndGet(atOnce.incrementAndGet(), Math::max))
                        .onItem()
                        .delayIt()
                        .by(Duration.ofMillis(5))
                        .invoke(atOnce::decrementAndGet);
            }
        };
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            changes.add(Changes.create("o-" + i, "O", null, i));
        }

        List<Outcome> outcomes = new QueueProducer(slow, NOTHING_KEPT, letters, TIMEOUTS, CLOCK)
                .put(changes, Optional.empty(), Changes.HOUR.plusSeconds(22))
                .await()
                .atMost(Duration.ofSeconds(10));

        assertThat(outcomes).hasSize(200).extracting(Outcome::word).containsOnly("queued");
        assertThat(most.get()).isBetween(2, 16);
    }

    private List<Outcome> put(List<Change> changes) {
        return producer.put(changes, Optional.of(TRACE), Changes.HOUR.plusSeconds(22))
                .await()
                .indefinitely();
    }

    private static com.fasterxml.jackson.databind.JsonNode message(Change change) {
        return ChangeMessage.write(new QueuedChanges(change, 0, Optional.of(TRACE)));
    }
}
