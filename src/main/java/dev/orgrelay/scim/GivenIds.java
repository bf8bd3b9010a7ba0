package dev.orgrelay.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.Records.Row;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
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

    private static final String KIND = "scim-ids";
    private static final String IDS = "ids";
    private static final int TRIES = 20;

    private final Records records;
    private final Map<String, Known> ofSources = new ConcurrentHashMap<>();

    GivenIds(Records records) {
        this.records = records;
    }

    /**
     * @param ids all of them
     * @param part the number of the last row
     * @param last what that holds
     * @param version of it; empty if it is not there yet
     */
    private record Known(Set<String> ids, int part, List<String> last, Optional<String> version) {

        static final Known NONE = new Known(Set.of(), 0, List.of(), Optional.empty());

        Known with(List<String> more, String written) {
            return after(part, joined(last, more), written);
        }

        Known next() {
            return last.size() < MOST ? this : new Known(ids, part + 1, List.of(), Optional.empty());
        }

        Known after(int number, List<String> found, String written) {
            Set<String> all = new HashSet<>(ids);
            all.addAll(found);
            return new Known(all, number, found, Optional.of(written));
        }

        private static List<String> joined(List<String> one, List<String> other) {
            List<String> all = new ArrayList<>(one);
            all.addAll(other);
            return all;
        }
    }

    /** From now on {@code ids} are given; those of them are the answer that were not before. */
    Uni<Set<String>> give(String source, Set<String> ids) {
        return give(source, ids, TRIES);
    }

    private Uni<Set<String>> give(String source, Set<String> ids, int tries) {
        Known cached = ofSources.get(source);
        return (cached == null ? read(source, Known.NONE) : Uni.createFrom().item(cached)).flatMap(known -> {
            List<String> fresh =
                    ids.stream().filter(id -> !known.ids().contains(id)).toList();
            return fresh.isEmpty() ? Uni.createFrom().item(Set.of()) : write(source, known.next(), fresh, tries);
        });
    }

    private Uni<Set<String>> write(String source, Known known, List<String> fresh, int tries) {
        List<String> now =
                fresh.subList(0, Math.min(fresh.size(), MOST - known.last().size()));
        List<String> rest = fresh.subList(now.size(), fresh.size());
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        ArrayNode all = value.putArray(IDS);
        Known.joined(known.last(), now).forEach(all::add);
        return records.put(KIND, key(source, known.part()), value, known.version())
                .flatMap(row -> {
                    if (row.isEmpty()) { // another instance was faster
                        ofSources.remove(source);
                        GroupWriter.requireFirst(tries > 1);
                        return give(source, Set.copyOf(fresh), tries - 1);
                    }
                    ofSources.put(source, known.with(now, row.get().version()));
                    return give(source, Set.copyOf(rest), tries).map(more -> {
                        Set<String> given = new HashSet<>(now);
                        given.addAll(more);
                        return given;
                    });
                });
    }

    private Uni<Known> read(String source, Known before) {
        int part = before.version().isEmpty() ? 0 : before.part() + 1;
        return records.find(KIND, key(source, part))
                .flatMap(row -> row.map(found -> read(source, after(before, part, found)))
                        .orElseGet(() -> Uni.createFrom().item(before)))
                .invoke(known -> ofSources.put(source, known));
    }

    private static Known after(Known before, int part, Row row) {
        return before.after(part, GroupRow.texts(row.value().path(IDS)), row.version());
    }

    private static String key(String source, int part) {
        return source + "/" + part;
    }
}
