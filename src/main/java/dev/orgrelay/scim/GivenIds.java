package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import dev.orgrelay.scim.SharedRows.Overtaken;
import io.smallrye.mutiny.Uni;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The ids that a client has seen or is about to see: none of them is ever that of another group (RFC 7643, 3.1). They stand in rows of {@value #MOST} each, of which only
 * the last one grows, so an instance that has read them asks again only when it has one more.
 */
final class GivenIds {

    static final int MOST = 400;

    private static final String IDS = "ids";
    private static final int TRIES = 20;

    private final SharedRows rows;
    private final Map<String, Known> ofSources = new ConcurrentHashMap<>();

    GivenIds(Records records) {
        this.rows = new SharedRows(records, "scim-ids");
    }

    /**
     * @param ids all of them
     * @param part the number of the last row
     * @param last what that holds
     * @param version of it; empty if it is not there yet
     */
    private record Known(Set<String> ids, int part, List<String> last, Optional<String> version) {

        static final Known NONE = new Known(Set.of(), 0, List.of(), Optional.empty());

        /** The same when row {@code number} is {@code row}. */
        Known with(int number, Row row) {
            List<String> found = GroupRow.texts(row.value().path(IDS));
            Set<String> all = new HashSet<>(ids);
            all.addAll(found);
            return new Known(all, number, found, Optional.of(row.version()));
        }

        /** The same if there is room in the last row, else with the next one. */
        Known withRoom() {
            return last.size() < MOST ? this : new Known(ids, part + 1, List.of(), Optional.empty());
        }
    }

    /** From now on {@code ids} are given; those of them are the answer that were not before. */
    Uni<Set<String>> give(String source, Set<String> ids) {
        Set<String> given = new HashSet<>();
        return SharedRows.untilFirst(TRIES, () -> give(source, ids, given));
    }

    private Uni<Set<String>> give(String source, Set<String> ids, Set<String> given) {
        Known cached = ofSources.get(source);
        return (cached == null ? read(source, Known.NONE) : Uni.createFrom().item(cached)).flatMap(known -> {
            List<String> fresh =
                    ids.stream().filter(id -> !known.ids().contains(id)).toList();
            return fresh.isEmpty()
                    ? Uni.createFrom().item(given)
                    : write(source, known.withRoom(), fresh)
                            .invoke(given::addAll)
                            .flatMap(written -> give(source, ids, given));
        });
    }

    private Uni<List<String>> write(String source, Known known, List<String> fresh) {
        List<String> now =
                fresh.subList(0, Math.min(fresh.size(), MOST - known.last().size()));
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        ArrayNode all = value.putArray(IDS);
        known.last().forEach(all::add);
        now.forEach(all::add);
        return rows.put(key(source, known.part()), value, known.version())
                .onFailure(Overtaken.class)
                .invoke(() -> ofSources.remove(source))
                .invoke(row -> ofSources.put(source, known.with(known.part(), row)))
                .replaceWith(now);
    }

    private Uni<Known> read(String source, Known before) {
        int part = before.version().isEmpty() ? 0 : before.part() + 1;
        return rows.find(key(source, part))
                .flatMap(row -> row.map(found -> read(source, before.with(part, found)))
                        .orElseGet(() -> Uni.createFrom().item(before)))
                .invoke(known -> ofSources.put(source, known));
    }

    private static String key(String source, int part) {
        return source + "/" + part;
    }
}
