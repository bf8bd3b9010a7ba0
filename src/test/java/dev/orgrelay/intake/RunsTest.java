package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class RunsTest {

    private final List<String> started = new ArrayList<>();
    private final List<CompletableFuture<String>> open = new ArrayList<>();
    private final Runs<String> runs = new Runs<>(this::start);

    @BeforeAll
    static void prepareMutiny() {
        // it must not be set up by several threads at once
        Infrastructure.getDefaultWorkerPool();
        Uni.createFrom().item("").await().indefinitely();
    }

    @Test
    void theFirstStartsAtOnceAndAllOthersBecomeOneMore() {
        for (int i = 0; i < 50; i++) {
            runs.ask("hr");
        }
        assertThat(started).containsExactly("hr");

        open.get(0).complete("first");
        assertThat(started).containsExactly("hr", "hr");

        open.get(1).complete("second");
        assertThat(started).hasSize(2);
    }

    @Test
    void afterTheEndTheNextStartsAtOnceAgain() {
        runs.ask("hr");
        open.get(0).complete("first");

        runs.ask("hr");
        assertThat(started).hasSize(2);
    }

    @Test
    void oneMoreIsAskedForWhileTheSecondRunsToo() {
        runs.ask("hr");
        runs.ask("hr");
        open.get(0).complete("first");
        runs.ask("hr");
        runs.ask("hr");
        open.get(1).complete("second");

        assertThat(started).hasSize(3);
        open.get(2).complete("third");
        assertThat(started).hasSize(3);
    }

    @Test
    void namesDoNotWaitForEachOther() {
        runs.ask("hr");
        runs.ask("crm");

        assertThat(started).containsExactly("hr", "crm");
    }

    @Test
    void whoAsksHearsOfTheRunThatBeginsAfterwards() {
        UniAssertSubscriber<String> first = listen(runs.ask("hr"));
        UniAssertSubscriber<String> second = listen(runs.ask("hr"));
        UniAssertSubscriber<String> third = listen(runs.ask("hr"));

        open.get(0).complete("first");
        first.assertItem("first");
        second.assertNotTerminated();
        open.get(1).complete("second");
        second.assertItem("second");
        third.assertItem("second");
    }

    @Test
    void aFailureIsToldAndHoldsUpNobody() {
        UniAssertSubscriber<String> first = listen(runs.ask("hr"));
        runs.ask("hr");

        open.get(0).completeExceptionally(new IllegalStateException("the sender is away"));
        first.assertFailedWith(IllegalStateException.class, "the sender is away");
        assertThat(started).hasSize(2);
    }

    @Test
    void aRunThatCannotEvenBeginIsAFailureLikeAnyOther() {
        AtomicInteger tries = new AtomicInteger();
        Runs<String> broken = new Runs<>(name -> {
            throw new IllegalStateException("try " + tries.incrementAndGet());
        });

        listen(broken.ask("hr")).assertFailedWith(IllegalStateException.class, "try 1");
        listen(broken.ask("hr")).assertFailedWith(IllegalStateException.class, "try 2");
    }

    @Test
    void noneIsLostAndNoTwoOverlapWhenManyAskAtOnce() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        AtomicInteger atOnce = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        Runs<String> busy = new Runs<>(name -> Uni.createFrom()
                .item(() -> {
                    overlaps.addAndGet(atOnce.incrementAndGet() - 1);
                    seen.set(asked.get());
                    atOnce.decrementAndGet();
                    return "done";
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()));
        // what Mutiny sets up on first use does not bear several first users
        busy.ask("hr").await().atMost(Duration.ofSeconds(30));
        CountDownLatch ends = new CountDownLatch(4);
        List<Thread> threads = IntStream.range(0, 4)
                .mapToObj(i -> new Thread(() -> {
                    for (int n = 0; n < 100; n++) {
                        asked.incrementAndGet();
                        busy.ask("hr").await().atMost(Duration.ofSeconds(30));
                    }
                    ends.countDown();
                }))
                .toList();
        threads.forEach(Thread::start);

        assertThat(ends.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).hasValue(400);
        assertThat(overlaps).hasValue(0);
    }

    private Uni<String> start(String name) {
        started.add(name);
        open.add(new CompletableFuture<>());
        return Uni.createFrom().completionStage(open.get(open.size() - 1));
    }

    private static UniAssertSubscriber<String> listen(Uni<String> uni) {
        return uni.subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
