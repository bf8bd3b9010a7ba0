package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** What one instance sees of a store that it shares with others: what it knows may be old, and calls can fail, before or after they had their effect. */
final class DistantStore implements LedgerStore {

    /** What becomes of a call. */
    enum Fate {
        ARRIVES,
        IS_LOST,
        ARRIVES_AND_ITS_ANSWER_IS_LOST
    }

    private final LedgerStore shared;
    private final Supplier<Fate> fates;
    private final Map<LedgerKey, Found> known = new ConcurrentHashMap<>();

    DistantStore(LedgerStore shared, Supplier<Fate> fates) {
        this.shared = shared;
        this.fates = fates;
    }

    @Override
    public LeaseTerm term() {
        return shared.term();
    }

    @Override
    public Optional<Found> known(LedgerKey key) {
        return Optional.ofNullable(known.get(key));
    }

    @Override
    public Uni<Found> read(LedgerKey key) {
        return call(() -> shared.read(key)).invoke(found -> known.put(key, found));
    }

    @Override
    public Uni<Optional<Found>> write(LedgerKey key, Found from, LedgerEntry to) {
        return call(() -> shared.write(key, from, to))
                .invoke(written -> written.ifPresent(found -> known.put(key, found)));
    }

    private <T> Uni<T> call(Supplier<Uni<T>> call) {
        return Uni.createFrom().<T>deferred(() -> {
            Uni<T> lost = Uni.createFrom().failure(new StoreException(Cause.NO_STORAGE, "the store cannot be reached"));
            return switch (fates.get()) {
                case ARRIVES -> call.get();
                case IS_LOST -> lost;
                case ARRIVES_AND_ITS_ANSWER_IS_LOST -> call.get().flatMap(done -> lost);
            };
        });
    }
}
