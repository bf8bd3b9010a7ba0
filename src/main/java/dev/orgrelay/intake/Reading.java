package dev.orgrelay.intake;

import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.util.function.Supplier;

/** Has a source read what arrived: at once where that is mere computing, on a worker thread where it has to be waited for. */
public final class Reading {

    private Reading() {}

    /**
     * @param read what {@code source} is to read
     * @throws dev.orgrelay.source.IntakeException at once, or as the failure of what is returned
     */
    public static <T> Uni<T> by(Source source, Supplier<T> read) {
        return source.isBlocking()
                ? Uni.createFrom().item(read).runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                : Uni.createFrom().item(read.get());
    }
}
