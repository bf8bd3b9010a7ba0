package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Nearest;
import dev.orgrelay.organization.SourceIds;
import dev.orgrelay.organization.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A hierarchy in CSV: a header row with the names of the fields, then one row for each organization. An empty field is the same as none. */
final class CsvRows {

    /** Beyond that, the names of the columns are not worth being listed. */
    private static final int MOST_COLUMNS = 20;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final List<Column> columns;
    private final SourceIds ids;
    private final RowCollector gathered = new RowCollector();

    private CsvRows(List<Column> columns, SourceIds ids) {
        this.ids = ids;
        this.columns = columns;
    }

    /** @throws Malformed if it cannot be read to its end, has no usable header, or holds no row or too many */
    static ReadHierarchy read(byte[] csv, Charset charset, SourceIds ids) {
        CsvText text = new CsvText(decode(csv, charset));
        CsvRecord header = text.next().orElseThrow(() -> new Malformed("there is nothing, not even a header row"));
        CsvRows rows = new CsvRows(columns(header), ids);
        for (Optional<CsvRecord> record = text.next(); record.isPresent(); record = text.next()) {
            rows.add(record.get());
        }
        return rows.gathered.read();
    }

    private static String decode(byte[] csv, Charset charset) {
        try {
            // A new decoder reports what it cannot decode, where other ways to make a string replace it.
            String text = charset.newDecoder().decode(ByteBuffer.wrap(csv)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new Malformed("unreadable CSV: the bytes are not valid " + charset.name()
                    + "; save it as UTF-8, or name its charset in Content-Type");
        }
    }

    private static List<Column> columns(CsvRecord header) {
        if (header.fields().size() > MOST_COLUMNS) {
            throw new Malformed("line " + header.line() + ", the header: it has "
                    + header.fields().size() + " columns, allowed are " + Column.NAMES);
        }
        List<String> mistakes = new ArrayList<>(header.mistake().stream().toList());
        List<Column> columns = new ArrayList<>();
        for (String name : header.fields()) {
            Optional<Column> field = Column.namedInAnyCase(name.strip());
            if (field.isEmpty()) {
                mistakes.add("'" + Text.shorten(name) + "' is no column"
                        + Nearest.to(name, Stream.of(Column.NAMES.split(", ")))
                                .map(meant -> ", did you mean " + meant + "?")
                                .orElse(", allowed are " + Column.NAMES));
            } else if (columns.contains(field.get())) {
                mistakes.add("the column " + field.get().word() + " is there twice");
            }
            field.ifPresent(columns::add);
        }
        if (!columns.contains(Column.ID) && !columns.contains(Column.SOURCE_ID)) {
            mistakes.add("a column id or sourceId is needed");
        }
        if (!mistakes.isEmpty()) {
            throw new Malformed("line " + header.line() + ", the header: " + String.join("; ", mistakes));
        }
        return columns;
    }

    private void add(CsvRecord record) {
        gathered.requireRoom();
        String position = "line " + record.line();
        List<String> fields = record.fields();
        if (record.mistake().isPresent()) {
            gathered.mistake(position, record.mistake().get());
        } else if (fields.size() != columns.size()) {
            gathered.mistake(position, "it has " + count(fields.size()) + ", the header has " + count(columns.size()));
        }
        Map<Column, String> texts = new EnumMap<>(Column.class);
        for (int i = 0; i < Math.min(fields.size(), columns.size()); i++) {
            if (!fields.get(i).isEmpty()) {
                texts.put(columns.get(i), fields.get(i));
            }
        }
        gathered.add(new RowFields(position, texts, ids).row(gathered));
    }

    private static String count(int fields) {
        return fields == 1 ? "1 field" : fields + " fields";
    }
}
