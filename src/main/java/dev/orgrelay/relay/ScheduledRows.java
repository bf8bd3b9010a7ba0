package dev.orgrelay.relay;

import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** The rows of what is scheduled, replaced whatever others do meanwhile. */
final class ScheduledRows {

    private static final String KIND = "scheduled";
    private static final StoreException CHANGED =
            new StoreException(Cause.BUSY, "what takes effect then is being changed by others");
    private static final int TRIES = 10;

    private final Optional<Supplier<Records>> records;

    ScheduledRows(Optional<Supplier<Records>> records) {
        this.records = records;
    }

    boolean isOpen() {
        return records.isPresent();
    }

    Uni<Optional<ScheduledRow>> find(String key) {
        return !isOpen()
                ? Uni.createFrom().item(Optional.empty())
                : records().find(KIND, key).map(row -> row.map(ScheduledRow::read));
    }

    /** Those with keys behind {@code after} and before {@code before}, in their order, a page at a time; none where nothing can be kept. */
    Multi<ScheduledRow> between(String after, String before) {
        if (!isOpen()) {
            return Multi.createFrom().empty();
        }
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicReference<>(after), last -> records()
                        .between(KIND, last.get(), before)
                        .invoke(page -> page.next().ifPresent(last::set)))
                .whilst(page -> page.next().isPresent())
                .onItem()
                .transformToIterable(page -> page.read(ScheduledRow::read));
    }

    /** Replaces a row, if it is there; what it was before, if it has changed. */
    Uni<Optional<ScheduledRow>> update(String key, UnaryOperator<ScheduledRow> change) {
        return !isOpen()
                ? Uni.createFrom().item(Optional.empty())
                : replace(key, seen -> Uni.createFrom().item(seen.map(change)));
    }

    /** Writes a row, whether or not it is there. */
    Uni<Void> write(String key, Function<Optional<ScheduledRow>, Uni<ScheduledRow>> change) {
        return replace(key, seen -> change.apply(seen).map(Optional::of)).replaceWithVoid();
    }

    /** @param change makes another row of the one that is there, perhaps several times; one with nothing in it is removed */
    private Uni<Optional<ScheduledRow>> replace(
            String key, Function<Optional<ScheduledRow>, Uni<Optional<ScheduledRow>>> change) {
        return records()
                .find(KIND, key)
                .flatMap(seen -> {
                    Optional<ScheduledRow> before = seen.map(ScheduledRow::read);
                    return change.apply(before)
                            .flatMap(after -> after.equals(before)
                                    ? Uni.createFrom().item(Optional.<ScheduledRow>empty())
                                    : put(seen, after.orElseThrow()).replaceWith(before));
                })
                .onFailure(CHANGED::equals)
                .retry()
                .atMost(TRIES);
    }

    private Uni<Void> put(Optional<Row> seen, ScheduledRow next) {
        Uni<Boolean> written = next.told().isEmpty() && seen.isPresent()
                ? records().remove(seen.get())
                : records()
                        .put(KIND, next.key(), next.write(), seen.map(Row::version))
                        .map(Optional::isPresent);
        return written.flatMap(isWritten ->
                isWritten ? Uni.createFrom().voidItem() : Uni.createFrom().failure(CHANGED));
    }

    private Records records() {
        return records.orElseThrow(() ->
                        new StoreException(Cause.NO_STORAGE, "there is no table that keeps what takes effect later"))
                .get();
    }
}
