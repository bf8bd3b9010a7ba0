package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.Supplier;

/** Rows of one kind that instances share. Whoever writes one that another instance has just written is {@link Overtaken}. */
record SharedRows(Records records, String kind) {

    /** Another instance was faster: what is there has to be looked at again. */
    static final class Overtaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overtaken() {
            super("another instance has just changed it", null, false, false);
        }
    }

    Uni<Optional<Row>> find(String key) {
        return records.find(kind, key);
    }

    /**
     * The row as it is written. Fails with {@link Overtaken} if it is not as it was seen any more.
     *
     * @param seen the version that it replaces; empty if there is to be none yet
     */
    Uni<Row> put(String key, ObjectNode value, Optional<String> seen) {
        return records.put(kind, key, value, seen).map(row -> row.orElseThrow(Overtaken::new));
    }

    /** What comes of {@code work}, which begins anew as long as others overtake it, {@code tries} times in all. */
    static <T> Uni<T> untilFirst(int tries, Supplier<Uni<? extends T>> work) {
        return Uni.createFrom()
                .<T>deferred(work)
                .onFailure(Overtaken.class)
                .retry()
                .atMost(tries - 1L);
    }
}
