package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Outcome.Cause;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Tells the calls to records, and loses those that a test wants lost. */
public final class CountingRecords implements Records {

    /** What becomes of a call. */
    public enum Fate {
        ANSWERED,
        LOST,
        ANSWER_LOST
    }

    private final Records records;
    private final Predicate<String> kinds;
    private final List<String> calls = new ArrayList<>();
    private Function<String, Fate> fates = call -> Fate.ANSWERED;

    /** @param kinds those that it is about; the others are left alone */
    public CountingRecords(Records records, Predicate<String> kinds) {
        this.records = records;
        this.kinds = kinds;
    }

    /** @param next what becomes of {@code find}, {@code list}, {@code put}, {@code remove} */
    public void behave(Function<String, Fate> next) {
        this.fates = next;
    }

    /** Those so far. */
    public List<String> calls() {
        return calls;
    }

    @Override
    public boolean areShared() {
        return records.areShared();
    }

    @Override
    public Uni<Optional<Row>> find(String kind, String key) {
        return call("find", kind, () -> records.find(kind, key));
    }

    @Override
    public Uni<Page> list(String kind, Optional<String> from) {
        return call("list", kind, () -> records.list(kind, from));
    }

    @Override
    public Uni<Page> between(String kind, String after, String before) {
        return call("between", kind, () -> records.between(kind, after, before));
    }

    @Override
    public Uni<Optional<Row>> put(String kind, String key, ObjectNode value, Optional<String> seen) {
        return call("put", kind, () -> records.put(kind, key, value, seen));
    }

    @Override
    public Uni<Boolean> remove(Row row) {
        return call("remove", row.kind(), () -> records.remove(row));
    }

    private <T> Uni<T> call(String call, String kind, Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            if (!kinds.test(kind)) {
                return work.get();
            }
            calls.add(call);
            StoreException lost = new StoreException(Cause.NO_STORAGE, "it does not answer");
            return switch (fates.apply(call)) {
                case ANSWERED -> work.get();
                case LOST -> Uni.createFrom().failure(lost);
                case ANSWER_LOST -> work.get().flatMap(done -> Uni.createFrom().failure(lost));
            };
        });
    }
}
