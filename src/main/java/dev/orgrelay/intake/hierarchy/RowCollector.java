package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rows and mistakes as they are found. */
final class RowCollector {

    /** So many mistakes are named, the others are counted. */
    static final int SHOWN = 100;

    private static final String HIDDEN = "?";

    private final List<Row> rows = new ArrayList<>();
    private final List<String> mistakes = new ArrayList<>();
    private final Set<String> spoilt = new HashSet<>();
    private int elements;

    /** Has to be called for every element before it is read. */
    void requireRoom() {
        elements++;
        if (elements > HierarchyReader.MAX_ROWS) {
            throw new Malformed("a hierarchy may hold " + HierarchyReader.MAX_ROWS + " rows, this one has more");
        }
    }

    /** Has to be called after all mistakes of the row. What one of them has hidden is not called missing, too. */
    void add(Row row) {
        if (!spoilt.contains(row.position())) {
            rows.add(row);
        } else if (row.id().isPresent()) {
            rows.add(new Row(row.position(), row.id(), row.displayName().or(() -> Optional.of(HIDDEN)), row.parent()));
        }
    }

    void mistake(String position, String text) {
        mistakes.add(position + ": " + text);
        spoilt.add(position);
    }

    /** @throws Malformed if there was no element */
    ReadHierarchy read() {
        if (elements == 0) {
            throw new Malformed("the hierarchy is empty, which is never taken for 'delete everything'");
        }
        if (mistakes.size() <= SHOWN) {
            return new ReadHierarchy(rows, mistakes);
        }
        List<String> shown = new ArrayList<>(mistakes.subList(0, SHOWN));
        shown.add("and " + Text.count(mistakes.size() - SHOWN, "more mistake"));
        return new ReadHierarchy(rows, shown);
    }
}
