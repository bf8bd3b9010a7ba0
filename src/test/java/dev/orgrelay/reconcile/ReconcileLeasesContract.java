package dev.orgrelay.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.StoreException;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestScheduler;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may reconcile an application, wherever records are kept. */
public abstract class ReconcileLeasesContract {

    private static final Duration SOON = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final TestScheduler timers = new TestScheduler(clock);
    private final TestScheduler timersOfOther = new TestScheduler(clock);
    private final List<CompletableFuture<String>> open = new CopyOnWriteArrayList<>();
    private Records records;
    private ReconcileLeases instance;
    private ReconcileLeases other;

    /** Records of which there are none yet. */
    protected abstract Records records();

    @BeforeEach
    void startTwoInstances() {
        records = records();
        instance = new ReconcileLeases(records, timers, clock);
        other = new ReconcileLeases(records, timersOfOther, clock);
    }

    @Test
    void withinAnInstanceOneHasItAfterTheOther() {
        UniAssertSubscriber<String> first = run(instance, "default");
        UniAssertSubscriber<String> second = run(instance, "default");
        begun(1);

        open.get(0).complete("first");
        first.awaitItem(SOON).assertItem("first");
        begun(2);
        open.get(1).completeExceptionally(new IllegalStateException("second"));
        second.awaitFailure(SOON).assertFailedWith(IllegalStateException.class, "second");

        run(other, "default");
        begun(3);
    }

    @Test
    void applicationsDoNotWaitForEachOther() {
        run(instance, "default");
        begun(1);
        run(other, "emea");
        begun(2);
    }

    @Test
    void anotherInstanceIsTurnedAwayAsLongAsItLasts() {
        UniAssertSubscriber<String> first = run(instance, "default");
        begun(1);
        for (int minute = 0; minute < 5; minute++) {
            for (int third = 0; third < 3; third++) {
                timers.elapse(Duration.ofSeconds(20));
                renewed();
            }
            run(other, "default").awaitFailure(SOON).assertFailedWith(StoreException.class, "another instance");
        }

        open.get(0).complete("first");
        first.awaitItem(SOON);
        run(other, "default");
        begun(2);
    }

    @Test
    void oneThatCrashesHoldsUpTheOthersForAMinute() {
        run(instance, "default");
        begun(1);
        clock.advance(ReconcileLeases.TERM.minusSeconds(1));
        run(other, "default").awaitFailure(SOON);

        clock.advance(Duration.ofSeconds(1));
        run(other, "default");
        begun(2);
    }

    @Test
    void whatIsGivenBackIsNotRenewed() {
        UniAssertSubscriber<String> first = run(instance, "default");
        begun(1);
        open.get(0).complete("first");
        first.awaitItem(SOON);
        timers.elapse(Duration.ofMinutes(2));

        UniAssertSubscriber<String> second = run(other, "default");
        begun(2);
        timers.elapse(Duration.ofMinutes(2));
        open.get(1).complete("second");
        second.awaitItem(SOON);
    }

    @Test
    void oneThatALaterVersionHasTakenIsNotTakenAwayAndNamed() {
        records.put(ReconcileLeases.KIND, "default", JsonNodeFactory.instance.objectNode(), Optional.empty())
                .await()
                .atMost(SOON);

        run(instance, "default")
                .awaitFailure(SOON)
                .assertFailedWith(StoreException.class, "the record 'default' of kind reconcile-lease has no time");
    }

    private UniAssertSubscriber<String> run(ReconcileLeases by, String application) {
        return by.inTurn(application, () -> {
                    CompletableFuture<String> work = new CompletableFuture<>();
                    open.add(work);
                    return Uni.createFrom().completionStage(work);
                })
                .subscribe()
                .withSubscriber(UniAssertSubscriber.create());
    }

    private void renewed() {
        String until = clock.instant().plus(ReconcileLeases.TERM).toString();
        await().until(() -> records.find(ReconcileLeases.KIND, "default").await().atMost(SOON).stream()
                .anyMatch(row -> row.value().path("until").asText().equals(until)));
    }

    private void begun(int works) {
        await().until(() -> open.size() >= works);
        assertThat(open).hasSize(works);
    }
}
