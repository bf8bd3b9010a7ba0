package dev.orgrelay.intake.hierarchy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.CsvTable;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.ReadRow;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The rows of a hierarchy: those that name their parents, those in a tree, or both mixed.
 *
 * <p>Also the answer of a list of organizations, {@code {"value": [...]}}. Strict: an unknown member is a misspelt one, and would otherwise cost an organization
 * its name or its place.
 */
final class HierarchyRows {

    private static final String CHILDREN = "children";
    private static final String LIST = "value";
    private static final List<String> MEMBERS = List.of((Column.NAMES + ", " + CHILDREN).split(", "));

    private final SourceIds ids;
    private final Columns columns;
    private final RowCollector gathered = new RowCollector();
    private final Set<Column> found = EnumSet.noneOf(Column.class);

    private HierarchyRows(SourceIds ids, Columns columns) {
        this.ids = ids;
        this.columns = columns;
    }

    /** @throws Malformed if the file cannot be read to its end, has no usable header, or holds no row or too many */
    static ReadHierarchy read(CsvTable table, Columns columns, SourceIds ids) {
        List<String> fields = CsvHeader.fields(table, columns);
        return read(
                Stream.generate(() -> table.next(fields))
                        .takeWhile(Optional::isPresent)
                        .map(Optional::get),
                Columns.OWN,
                ids);
    }

    /** @throws Malformed if there is no row, or too many, or none with a column that was named */
    static ReadHierarchy read(Stream<ReadRow> rows, Columns columns, SourceIds ids) {
        HierarchyRows read = new HierarchyRows(ids, columns);
        rows.forEach(read::add);
        return read.whole();
    }

    /** @throws Malformed if the document is neither an array nor an object, or holds no row or too many */
    static ReadHierarchy read(JsonNode document, Columns columns, SourceIds ids) {
        HierarchyRows rows = new HierarchyRows(ids, columns);
        if (document.isArray()) {
            rows.addTopLevel(document, "");
        } else if (document.size() == 1 && document.path(LIST).isArray()) {
            rows.addTopLevel(document.get(LIST), LIST);
        } else if (document.isObject()) {
            rows.add(document, "the root", Optional.empty());
        } else {
            throw new Malformed("a hierarchy is a JSON array of rows or a tree, not " + kind(document));
        }
        return rows.whole();
    }

    private ReadHierarchy whole() {
        ReadHierarchy read = gathered.read();
        String missing = columns.missing(found);
        if (!missing.isEmpty()) {
            throw new Malformed("columns: no row has " + missing);
        }
        return read;
    }

    private void add(ReadRow row) {
        row.mistake().ifPresent(mistake -> gathered.mistake(row.position(), mistake));
        if (row.value().isMissingNode()) {
            gathered.requireRoom();
        } else {
            add(row.value(), row.position(), Optional.empty());
        }
    }

    private void addTopLevel(JsonNode array, String position) {
        for (int i = 0; i < array.size(); i++) {
            add(array.get(i), position + "[" + i + "]", Optional.empty());
        }
    }

    /** @param above the row that it is a child of */
    private void add(JsonNode element, String position, Optional<Row> above) {
        gathered.requireRoom();
        if (!element.isObject()) {
            gathered.mistake(position, "a row is an object, not " + kind(element));
            return;
        }
        RowFields fields = new RowFields(position, texts(element, position), ids);
        Row row = above.isPresent() ? fields.rowBelow(above.get().id(), gathered) : fields.row(gathered);
        JsonNode children = element.path(CHILDREN);
        checkChildren(children, row);
        gathered.add(row);
        addChildren(children, row);
    }

    private void checkChildren(JsonNode children, Row parent) {
        if (!children.isArray() && !children.isMissingNode() && !children.isNull()) {
            gathered.mistake(parent.position(), CHILDREN + " is " + kind(children) + ", allowed is an array");
        }
        if (children.isArray() && !children.isEmpty() && parent.id().isEmpty()) {
            gathered.mistake(parent.position(), "it has children and no id");
        }
    }

    private void addChildren(JsonNode children, Row parent) {
        for (int i = 0; children.isArray() && i < children.size(); i++) {
            add(children.get(i), parent.position() + "." + CHILDREN + "[" + i + "]", Optional.of(parent));
        }
    }

    private Map<Column, String> texts(JsonNode element, String position) {
        Map<Column, String> texts = new EnumMap<>(Column.class);
        element.properties().forEach(member -> {
            Optional<Column> field = columns.field(member.getKey());
            field.ifPresent(found::add);
            if (field.isPresent()) {
                text(field.get(), member.getValue(), position).ifPresent(text -> texts.put(field.get(), text));
            } else if (columns.areOwn() && !member.getKey().equals(CHILDREN)) {
                gathered.mistake(
                        position,
                        "'" + Text.shorten(member.getKey()) + "' is no member of a row"
                                + Nearest.to(member.getKey(), MEMBERS.stream())
                                        .map(meant -> ", did you mean " + meant + "?")
                                        .orElse(", allowed are " + String.join(", ", MEMBERS)));
            }
        });
        return texts;
    }

    /** Null is the same as absent. A sender's id may be a number, with all its digits. */
    private Optional<String> text(Column field, JsonNode value, String position) {
        if (value.isNull()) {
            return Optional.empty();
        }
        if (value.isTextual() || field.isSourceId() && value.isIntegralNumber()) {
            return Optional.of(value.asText());
        }
        String allowed = field.isSourceId() ? "a text or a whole number" : "a text";
        gathered.mistake(position, field.word() + " is " + kind(value) + ", allowed is " + allowed);
        // so that it is not called missing, too
        return Optional.of(value.toString());
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT -> "an object";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> node.asText();
            default -> "null";
        };
    }
}
