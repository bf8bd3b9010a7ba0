package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import dev.orgrelay.plan.Draft.Row;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of one row, by field.
 *
 * @param position where it stands, for people
 * @param ids what the sender's ids become
 */
record RowFields(String position, Map<Column, String> texts, SourceIds ids) {

    /** The row, with a parent of its own. */
    Row row(RowCollector gathered) {
        return row(id(Column.PARENT, Column.PARENT_SOURCE_ID, gathered), gathered);
    }

    /** The row below {@code parent}, which it must not contradict. */
    Row rowBelow(Optional<String> parent, RowCollector gathered) {
        for (Column field : new Column[] {Column.PARENT, Column.PARENT_SOURCE_ID}) {
            if (texts.containsKey(field)) {
                gathered.mistake(position, field.word() + " must not be there, it is a child already");
            }
        }
        return row(parent, gathered);
    }

    private Row row(Optional<String> parent, RowCollector gathered) {
        return new Row(
                position,
                id(Column.ID, Column.SOURCE_ID, gathered),
                Optional.ofNullable(texts.get(Column.DISPLAY_NAME)).map(Text::trim),
                parent);
    }

    private Optional<String> id(Column exact, Column bySourceId, RowCollector gathered) {
        String id = texts.get(exact);
        String sourceId = texts.get(bySourceId);
        if (id != null && sourceId != null) {
            gathered.mistake(
                    position, "either " + exact.word() + " or " + bySourceId.word() + " may be there, not both");
        }
        return id != null || sourceId == null
                ? Optional.ofNullable(id).map(Text::trim)
                : Optional.of(ofSender(bySourceId, sourceId, gathered));
    }

    private String ofSender(Column column, String sourceId, RowCollector gathered) {
        try {
            return ids.organizationId(sourceId).value();
        } catch (InvalidContentException e) {
            gathered.mistake(position, column.word() + ": " + e.getMessage());
            return sourceId;
        }
    }
}
