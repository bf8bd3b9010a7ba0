package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeyedLocksTest {

    private final KeyedLocks<String> locks = new KeyedLocks<>(20_000);
    private final List<Integer> begun = new ArrayList<>();

    @Test
    void thoseWhoWaitForOneKeyComeOneAfterTheOtherAndOthersAtOnce() {
        CompletableFuture<String> first = new CompletableFuture<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        begin("a", 1, first);
        begin("a", 2, second);
        begin("a", 3, new CompletableFuture<>());
        begin("b", 4, new CompletableFuture<>());
        assertThat(begun).containsExactly(1, 4);

        first.complete("done");
        assertThat(begun).containsExactly(1, 4, 2);

        second.completeExceptionally(new IllegalStateException("broken"));
        assertThat(begun).containsExactly(1, 4, 2, 3);
    }

    @Test
    void workThatCannotEvenBeginLetsTheNextOneIn() {
        Uni<String> broken = locks.inTurn(
                "a",
                () -> {
                    throw new IllegalStateException("broken");
                },
                () -> "full");

        assertThatThrownBy(() -> broken.await().indefinitely()).hasMessage("broken");
        begin("a", 1, new CompletableFuture<>());
        assertThat(begun).containsExactly(1);
    }

    @Test
    void thousandsWhoseTurnEndsAtOnceDoNotExhaustTheStack() {
        CompletableFuture<String> first = new CompletableFuture<>();
        begin("a", 0, first);
        for (int i = 1; i <= 10_000; i++) {
            begin("a", i, CompletableFuture.completedFuture("at once"));
        }

        first.complete("done");

        assertThat(begun).hasSize(10_001).isSorted();
        begin("a", 10_001, new CompletableFuture<>());
        assertThat(begun).hasSize(10_002);
    }

    @Test
    void whoFindsTooManyWaitingHasAnotherAnswer() {
        KeyedLocks<String> small = new KeyedLocks<>(1);
        small.inTurn("a", () -> Uni.createFrom().<String>nothing(), () -> "full")
                .subscribe()
                .with(item -> {});
        small.inTurn("a", () -> Uni.createFrom().<String>nothing(), () -> "full")
                .subscribe()
                .with(item -> {});

        assertThat(small.inTurn("a", () -> Uni.createFrom().item("done"), () -> "full")
                        .await()
                        .indefinitely())
                .isEqualTo("full");
    }

    private void begin(String key, int number, CompletableFuture<String> end) {
        locks.inTurn(
                        key,
                        () -> {
                            begun.add(number);
                            return Uni.createFrom().completionStage(end);
                        },
                        () -> "full")
                .subscribe()
                .with(item -> {}, failure -> {});
    }
}
