package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.DeliveryQuery;
import dev.orgrelay.journal.Journal;
import dev.orgrelay.organization.DeliveryId;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** One look for deliveries: day by day from the newest, by the term that leaves the fewest; what else is asked is looked for in what is found. */
final class JournalSearch {

    /** Rows at once. */
    private static final int CHUNK = 100;

    /** After so many a page ends, however few it has. */
    private static final int MOST_EXAMINED = 1_000;

    private static final int AT_ONCE = 8;

    /** A head with a thousand outcomes has no more pieces. */
    private static final int MOST_PIECES = 16;

    private static final int COUNTER_BITS = 12;

    /** Sorts behind all hexadecimal digits. */
    private static final String BEHIND_ALL = "g";

    private final Table table;
    private final DeliveryQuery query;
    private final List<String> prefixes;
    private final DeliveryId oldest;
    private final long firstDay;
    private final List<ObjectNode> found = new ArrayList<>();
    private Optional<DeliveryId> before;
    private int examined;

    JournalSearch(Table table, DeliveryQuery query, Instant now, Duration kept) {
        this.table = table;
        this.query = query;
        this.prefixes = prefixes(query);
        this.before = Stream.concat(query.before().stream(), query.until().map(JournalSearch::at).stream())
                .min(Comparator.naturalOrder());
        this.oldest = Stream.of(query.since().map(JournalSearch::at), query.after(), Optional.of(at(now.minus(kept))))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        this.firstDay = JournalRows.day(before.orElseGet(() -> at(now.plus(Duration.ofHours(1)))));
    }

    Uni<Journal.Page> page() {
        return from(firstDay);
    }

    /** @throws StorageException if there is no such text in {@code row} */
    static ObjectNode read(JsonNode row, String name) {
        return Table.object(Pieces.get(row, name))
                .orElseThrow(() -> StorageException.unreadableRow("a record of a delivery that is no JSON object"));
    }

    private static List<String> prefixes(DeliveryQuery query) {
        return query.event()
                .map(event -> List.of(JournalRows.term("eventId", event), JournalRows.MANY))
                .or(() ->
                        query.organization().map(id -> List.of(JournalRows.term("organization", id), JournalRows.MANY)))
                .or(() -> Optional.of(query.outcomes())
                        .filter(words -> words.size() == 1 && !words.contains("applied"))
                        .map(words -> List.of(
                                JournalRows.term("outcome", words.iterator().next()), JournalRows.MANY)))
                .or(() -> query.source().map(source -> List.of(JournalRows.term("source", source))))
                .orElse(List.of(JournalRows.RECORD));
    }

    private static DeliveryId at(Instant time) {
        return DeliveryId.of(time.toEpochMilli() << COUNTER_BITS, 0);
    }

    private Uni<Journal.Page> from(long day) {
        if (day < JournalRows.day(oldest)) {
            return Uni.createFrom().item(new Journal.Page(found, Optional.empty()));
        }
        List<Uni<Chunk>> chunks =
                prefixes.stream().map(prefix -> chunk(day, prefix)).toList();
        return Uni.join().all(chunks).andFailFast().map(Chunk::merged).flatMap(chunk -> heads(chunk)
                .flatMap(heads -> take(heads, chunk)
                        .map(page -> Uni.createFrom().item(page))
                        .orElseGet(() -> from(chunk.isLast() ? day - 1 : day))));
    }

    /** The page, if it is complete by now. */
    private Optional<Journal.Page> take(List<ObjectNode> heads, Chunk chunk) {
        for (ObjectNode head : heads) {
            if (query.covers(idOf(head)) && query.matches(head)) {
                if (found.size() == query.most()) {
                    return Optional.of(new Journal.Page(found, Optional.of(idOf(found.get(found.size() - 1)))));
                }
                found.add(head);
            }
        }
        before = chunk.end().or(() -> before);
        examined += heads.size();
        return examined < MOST_EXAMINED ? Optional.empty() : Optional.of(new Journal.Page(found, before));
    }

    private static DeliveryId idOf(ObjectNode head) {
        return DeliveryId.parse(head.path("id").asText()).orElseThrow();
    }

    /** Records are read with their heads; of everything else the heads have to be fetched. */
    private Uni<List<ObjectNode>> heads(Chunk chunk) {
        if (prefixes.equals(List.of(JournalRows.RECORD)) || chunk.rows().isEmpty()) {
            return Uni.createFrom()
                    .item(chunk.rows().stream()
                            .map(row -> read(row.properties(), JournalRows.HEAD))
                            .toList());
        }
        List<Uni<Optional<TableEntity>>> records = chunk.rows().stream()
                .map(row -> table.get(JournalRows.id(JournalRows.RECORD, row.id())))
                .toList();
        return Uni.join().all(records).usingConcurrencyOf(AT_ONCE).andFailFast().map(all -> all.stream()
                .flatMap(Optional::stream)
                .map(record -> read(record.properties(), JournalRows.HEAD))
                .toList());
    }

    private Uni<Chunk> chunk(long day, String prefix) {
        String from = before.filter(id -> JournalRows.day(id) == day)
                .map(id -> prefix + JournalRows.inverted(id))
                .orElse(prefix);
        boolean isOldest = JournalRows.day(oldest) == day;
        String to = isOldest ? prefix + JournalRows.inverted(oldest) : prefix + BEHIND_ALL;
        Map<String, String> options = new HashMap<>();
        options.put(
                "$filter",
                "PartitionKey eq '" + JournalRows.partition(day) + "' and RowKey gt '" + from + "' and RowKey le '" + to
                        + "'");
        options.put("$top", Integer.toString(CHUNK));
        options.put("$select", prefix.equals(JournalRows.RECORD) ? headProperties() : "RowKey");
        return Table.notEmpty(table::query, options).map(page -> {
            List<Row> rows = page.properties().stream()
                    .map(row -> new Row(JournalRows.idOf(row.path("RowKey").asText(), prefix), row))
                    .toList();
            return new Chunk(rows, page.next().isEmpty() && rows.size() < CHUNK);
        });
    }

    private static String headProperties() {
        StringBuilder names = new StringBuilder("RowKey");
        for (int number = 0; number < MOST_PIECES; number++) {
            names.append(',').append(JournalRows.HEAD).append(number);
        }
        return names.toString();
    }

    private record Row(DeliveryId id, JsonNode properties) {}

    /**
     * Some rows of a day, newest first.
     *
     * @param isLast whether there are no more of that day
     */
    private record Chunk(List<Row> rows, boolean isLast) {

        /** As far down as all of them reach. */
        static Chunk merged(List<Chunk> chunks) {
            Optional<DeliveryId> end = chunks.stream()
                    .filter(chunk -> !chunk.isLast())
                    .flatMap(chunk -> chunk.end().stream())
                    .max(Comparator.naturalOrder());
            Map<DeliveryId, Row> rows = new TreeMap<>(Comparator.reverseOrder());
            chunks.stream()
                    .flatMap(chunk -> chunk.rows().stream())
                    .filter(row ->
                            end.filter(last -> row.id().compareTo(last) < 0).isEmpty())
                    .forEach(row -> rows.put(row.id(), row));
            return new Chunk(List.copyOf(rows.values()), end.isEmpty());
        }

        /** The last one. */
        Optional<DeliveryId> end() {
            return rows.isEmpty()
                    ? Optional.empty()
                    : Optional.of(rows.get(rows.size() - 1).id());
        }
    }
}
