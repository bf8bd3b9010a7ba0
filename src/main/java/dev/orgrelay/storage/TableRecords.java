package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.Records;
import io.smallrye.mutiny.Uni;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * Records in a table: a partition for each kind. A key may be any text, so its row has it in base64url (RFC 4648, 5); one that begins with a time is there as it is,
 * behind a dot, so that the table has them in their order.
 */
record TableRecords(Table table) implements Records {

    private static final Logger LOG = Logger.getLogger(TableRecords.class);
    private static final String VALUE = "Value";

    /** Before a key that begins with a time; no character of base64url. */
    private static final String TIME = ".";

    private static final Pattern ROW_KEY = Pattern.compile("\\.?[A-Za-z0-9_-]{0,1024}");

    @Override
    public boolean areShared() {
        return true;
    }

    @Override
    public Uni<Optional<Row>> find(String kind, String key) {
        return table.get(id(kind, key))
                .map(row -> row.map(found -> new Row(kind, key, value(found.properties()), found.version())));
    }

    @Override
    public Uni<Page> list(String kind, Optional<String> from) {
        String after = from.filter(text -> ROW_KEY.matcher(text).matches()).orElse("");
        return page(kind, "RowKey gt '" + after + "'");
    }

    @Override
    public Uni<Page> between(String kind, String after, String before) {
        return page(kind, "RowKey gt '" + TIME + after + "' and RowKey lt '" + TIME + before + "'")
                .map(page -> new Page(page.rows(), page.next().map(row -> row.substring(TIME.length()))));
    }

    @Override
    public Uni<Optional<Row>> put(String kind, String key, ObjectNode value, Optional<String> seen) {
        ObjectNode properties = JsonNodeFactory.instance.objectNode().put(VALUE, value.toString());
        return seen.map(version -> table.replace(id(kind, key), version, properties))
                .orElseGet(() -> table.insert(id(kind, key), properties))
                .map(written -> written.map(version -> new Row(kind, key, value, version)));
    }

    @Override
    public Uni<Boolean> remove(Row row) {
        return table.delete(id(row.kind(), row.key()), row.version());
    }

    /** @param filter which rows of that kind */
    private Uni<Page> page(String kind, String filter) {
        Map<String, String> query = Map.of(
                "$filter", "PartitionKey eq '" + kind + "' and " + filter, "$top", Integer.toString(MOST_ON_A_PAGE));
        return Table.notEmpty(table::queryWithVersions, query).map(rows -> {
            List<Row> found = new ArrayList<>();
            Optional<String> last = Optional.empty();
            for (JsonNode row : rows.properties()) {
                last = Optional.of(row.path("RowKey").asText());
                readIfPossible(kind, row).ifPresent(found::add);
            }
            return new Page(found, rows.next().isEmpty() ? Optional.empty() : last);
        });
    }

    /** Empty, and one line in the log, if {@code row} is no record: the others are read all the same. */
    private static Optional<Row> readIfPossible(String kind, JsonNode row) {
        String rowKey = row.path("RowKey").asText();
        try {
            return Optional.of(new Row(kind, key(rowKey), value(row), Table.version(row)));
        } catch (StorageException e) {
            LOG.warnf("the row %s of kind %s is left alone: %s", Text.shorten(rowKey), kind, e.getMessage());
            return Optional.empty();
        }
    }

    private static TableEntity.Id id(String kind, String key) {
        String row = TIMED.matcher(key).matches()
                ? TIME + key
                : Base64.getUrlEncoder().withoutPadding().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return new TableEntity.Id(kind, row);
    }

    private static String key(String rowKey) {
        if (rowKey.startsWith(TIME)) {
            return rowKey.substring(TIME.length());
        }
        try {
            return new String(Base64.getUrlDecoder().decode(rowKey), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw StorageException.unreadableRow("a record under a key of another kind");
        }
    }

    private static ObjectNode value(JsonNode properties) {
        return Table.object(properties.path(VALUE).asText())
                .orElseThrow(() -> StorageException.unreadableRow("a record that is no JSON object"));
    }
}
