package dev.orgrelay.relay;

import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Dead letters whose keeping somebody looks on at. */
record ObservedDeadLetters(DeadLetters deadLetters, ChangeObserver observer) implements DeadLetters {

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        return deadLetters.keep(letter).invoke(() -> observer.kept(letter));
    }

    @Override
    public Uni<Page> list(Filter filter, Optional<String> from, int most) {
        return deadLetters.list(filter, from, most);
    }

    @Override
    public Uni<Optional<DeadLetter>> find(String id) {
        return deadLetters.find(id);
    }

    @Override
    public Uni<Stock> stock() {
        return deadLetters.stock();
    }

    @Override
    public Uni<Boolean> remove(String id) {
        return deadLetters.remove(id);
    }
}
