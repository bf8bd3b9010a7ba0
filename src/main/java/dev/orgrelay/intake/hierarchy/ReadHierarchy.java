package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.plan.Draft.Row;
import java.util.List;

/**
 * A hierarchy as far as it can be read.
 *
 * @param rows in their order; those with a mistake too, if their id is readable, so that what lies below them is not called an orphan
 * @param mistakes one line for each, beginning with the position of its row; if there is any, the hierarchy must not be used
 */
public record ReadHierarchy(List<Row> rows, List<String> mistakes) {

    public ReadHierarchy {
        rows = List.copyOf(rows);
        mistakes = List.copyOf(mistakes);
    }
}
