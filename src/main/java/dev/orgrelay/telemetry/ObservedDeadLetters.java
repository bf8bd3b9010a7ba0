package dev.orgrelay.telemetry;

import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.DeadLetters;
import io.opentelemetry.api.common.Attributes;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** Counts the dead letters that are kept. */
final class ObservedDeadLetters implements DeadLetters {

    private final DeadLetters deadLetters;
    private final Instruments instruments;

    ObservedDeadLetters(DeadLetters deadLetters, Instruments instruments) {
        this.deadLetters = deadLetters;
        this.instruments = instruments;
    }

    @Override
    public Uni<Void> keep(DeadLetter letter) {
        Attributes labels = Attributes.of(Labels.SOURCE, letter.provenance().source());
        return deadLetters.keep(letter).invoke(() -> instruments.deadLetter(labels));
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
