package dev.orgrelay.intake;

import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One run at a time for each name. The first one that is asked for starts at once; all that are asked for while it runs become one more run after it, because each of
 * them may be about something that the first one did not see any more.
 *
 * @param <T> what a run results in
 */
final class Runs<T> {

    private final Function<String, Uni<T>> run;

    /** By name, as long as one runs; with the end of the one after it, once that is asked for. */
    private final Map<String, Optional<CompletableFuture<T>>> running = new HashMap<>();

    /** @param run makes a run, which has to end */
    Runs(Function<String, Uni<T>> run) {
        this.run = run;
    }

    /** Asks for a run that begins now or later, whether or not anybody waits for what is returned: its result. */
    Uni<T> ask(String name) {
        Optional<CompletableFuture<T>> later = later(name);
        CompletableFuture<T> end = later.orElseGet(CompletableFuture::new);
        if (later.isEmpty()) {
            start(name, end);
        }
        return Uni.createFrom().completionStage(end);
    }

    /** The end of the run after the one that runs; empty if none does, and then this one does. */
    private synchronized Optional<CompletableFuture<T>> later(String name) {
        Optional<CompletableFuture<T>> next = running.get(name);
        if (next == null) {
            running.put(name, Optional.empty());
            return Optional.empty();
        }
        Optional<CompletableFuture<T>> asked = next.or(() -> Optional.of(new CompletableFuture<>()));
        running.put(name, asked);
        return asked;
    }

    private void start(String name, CompletableFuture<T> end) {
        Uni.createFrom()
                .deferred(() -> run.apply(name))
                .subscribe()
                .with(
                        result -> {
                            startNext(name);
                            end.complete(result);
                        },
                        failure -> {
                            startNext(name);
                            end.completeExceptionally(failure);
                        });
    }

    private void startNext(String name) {
        next(name).ifPresent(end -> start(name, end));
    }

    private synchronized Optional<CompletableFuture<T>> next(String name) {
        Optional<CompletableFuture<T>> next = running.remove(name);
        next.ifPresent(end -> running.put(name, Optional.empty()));
        return next;
    }
}
