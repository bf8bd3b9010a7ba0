package dev.orgrelay.relay;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Records in memory, until the process ends: at most {@value #MOST_OF_A_KIND} of a kind. With more, those with the first keys are gone. */
final class MemoryRecords implements Records {

    static final int MOST_OF_A_KIND = 10_000;

    private final NavigableMap<String, NavigableMap<String, Row>> kinds = new TreeMap<>();
    private long versions;

    @Override
    public boolean areShared() {
        return false;
    }

    @Override
    public Uni<Optional<Row>> find(String kind, String key) {
        return Uni.createFrom().item(() -> get(kind, key));
    }

    @Override
    public Uni<Page> list(String kind, Optional<String> from) {
        return Uni.createFrom().item(() -> page(kind, from.orElse("")));
    }

    @Override
    public Uni<Page> between(String kind, String after, String before) {
        return Uni.createFrom().item(() -> timed(kind, after, before));
    }

    @Override
    public Uni<Optional<Row>> put(String kind, String key, ObjectNode value, Optional<String> seen) {
        return Uni.createFrom().item(() -> replace(kind, key, value.deepCopy(), seen));
    }

    @Override
    public Uni<Boolean> remove(Row row) {
        return Uni.createFrom().item(() -> take(row));
    }

    private synchronized Optional<Row> get(String kind, String key) {
        return Optional.ofNullable(ofKind(kind).get(key));
    }

    private synchronized Page page(String kind, String from) {
        List<Row> rest = List.copyOf(ofKind(kind).tailMap(from, true).values());
        Optional<String> next = rest.stream().skip(MOST_ON_A_PAGE).findFirst().map(Row::key);
        return new Page(rest.stream().limit(MOST_ON_A_PAGE).toList(), next);
    }

    private synchronized Page timed(String kind, String after, String before) {
        List<Row> rest = ofKind(kind).subMap(after, false, before, false).values().stream()
                .filter(row -> TIMED.matcher(row.key()).matches())
                .limit(MOST_ON_A_PAGE + 1L)
                .toList();
        return rest.size() <= MOST_ON_A_PAGE
                ? new Page(rest, Optional.empty())
                : new Page(
                        rest.subList(0, MOST_ON_A_PAGE),
                        Optional.of(rest.get(MOST_ON_A_PAGE - 1).key()));
    }

    private synchronized Optional<Row> replace(String kind, String key, ObjectNode value, Optional<String> seen) {
        if (!get(kind, key).map(Row::version).equals(seen)) {
            return Optional.empty();
        }
        Row row = new Row(kind, key, value, Long.toString(++versions));
        NavigableMap<String, Row> rows = ofKind(kind);
        rows.put(key, row);
        if (rows.size() > MOST_OF_A_KIND) {
            rows.pollFirstEntry();
        }
        return Optional.of(row);
    }

    private synchronized boolean take(Row row) {
        return get(row.kind(), row.key())
                .filter(there -> there.version().equals(row.version()))
                .map(there -> ofKind(row.kind()).remove(row.key()))
                .isPresent();
    }

    private NavigableMap<String, Row> ofKind(String kind) {
        return kinds.computeIfAbsent(kind, name -> new TreeMap<>());
    }
}
