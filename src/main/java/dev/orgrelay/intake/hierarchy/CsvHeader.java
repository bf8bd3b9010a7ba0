package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.CsvTable;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which field each column of a CSV file holds. */
final class CsvHeader {

    /** Beyond that, the names of the columns are not worth being listed. */
    private static final int MOST_COLUMNS = 20;

    private final CsvTable table;
    private final Columns columns;
    private final List<String> mistakes = new ArrayList<>();
    private final Set<Column> found = EnumSet.noneOf(Column.class);

    private CsvHeader(CsvTable table, Columns columns) {
        this.table = table;
        this.columns = columns;
        table.mistakeInHeader().ifPresent(mistakes::add);
    }

    /**
     * The names of the fields, one for each column; blank for a column of no concern.
     *
     * @throws dev.orgrelay.message.IntakeException.Malformed with all that is wrong with the header
     */
    static List<String> fields(CsvTable table, Columns columns) {
        if (columns.areOwn() && table.names().size() > MOST_COLUMNS) {
            throw table.wrongHeader("it has " + table.names().size() + " columns, allowed are " + Column.NAMES);
        }
        CsvHeader header = new CsvHeader(table, columns);
        List<String> fields = table.names().stream().map(header::field).toList();
        header.checkWhole();
        return fields;
    }

    private String field(String name) {
        Optional<Column> field = columns.areOwn() ? Column.namedInAnyCase(name) : columns.field(name);
        if (field.isEmpty() && columns.areOwn()) {
            mistakes.add("'" + Text.shorten(name) + "' is no column" + meant(name));
        }
        if (field.isPresent() && !found.add(field.get())) {
            mistakes.add("the column " + Text.shorten(name) + " is there twice");
        }
        return field.map(Column::word).orElse("");
    }

    private static String meant(String name) {
        return Nearest.to(name, Stream.of(Column.NAMES.split(", ")))
                .map(meant -> ", did you mean " + meant + "?")
                .orElse(", allowed are " + Column.NAMES);
    }

    private void checkWhole() {
        String missing = columns.missing(found);
        if (!missing.isEmpty()) {
            mistakes.add("there is no column " + missing + ", there are "
                    + Text.shorten(String.join(", ", table.names()), 2 * Text.SHOWN));
        }
        if (!found.contains(Column.ID) && !found.contains(Column.SOURCE_ID)) {
            mistakes.add("a column id or sourceId is needed");
        }
        if (!mistakes.isEmpty()) {
            throw table.wrongHeader(String.join("; ", mistakes));
        }
    }
}
