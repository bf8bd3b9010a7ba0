package dev.orgrelay.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.message.CsvText.CsvRecord;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A CSV file as a table: the first record with anything in it is the header, each further one is a row. What spreadsheets add is left out: blank records, and columns
 * without a name behind the others, as long as nothing is in them.
 */
public final class CsvTable {

    private final CsvText text;
    private final CsvRecord header;
    private final List<String> names;

    private CsvTable(CsvText text, CsvRecord header) {
        this.text = text;
        this.header = header;
        this.names =
                header.fields().stream().limit(header.width()).map(Text::trim).toList();
    }

    /**
     * Reads as far as the header.
     *
     * @param declared the charset, unless a byte order mark names another one
     * @throws Malformed if the bytes are not of the charset, or there is no header
     */
    public static CsvTable of(byte[] csv, Charset declared) {
        CsvText text = new CsvText(decode(csv, declared));
        CsvRecord header = next(text).orElseThrow(() -> new Malformed("there is nothing, not even a header row"));
        return new CsvTable(text, header);
    }

    private static String decode(byte[] csv, Charset declared) {
        try {
            return Characters.decode(csv, Characters.marked(csv, declared), "CSV");
        } catch (Malformed e) {
            throw new Malformed(e.getMessage() + "; save it as UTF-8, or name its charset in Content-Type");
        }
    }

    /** The names of its columns, trimmed; a column in the middle may have none. */
    public List<String> names() {
        return names;
    }

    /** An error in the header. */
    public Malformed wrongHeader(String reason) {
        return new Malformed("line " + header.line() + ", the header: " + reason);
    }

    /** What is wrong with the syntax of the header. */
    public Optional<String> mistakeInHeader() {
        return header.mistake();
    }

    /**
     * All rows, each an object of texts by the names of the columns.
     *
     * @throws Malformed if the header cannot be read, or a name is there twice, or the file cannot be read to its end
     */
    public List<ReadRow> rows() {
        mistakeInHeader().ifPresent(mistake -> {
            throw wrongHeader(mistake);
        });
        Set<String> known = new HashSet<>();
        for (String name : names) {
            if (!name.isEmpty() && !known.add(name)) {
                throw wrongHeader("the column " + Text.shorten(name) + " is there twice");
            }
        }
        return Stream.generate(() -> next(names))
                .takeWhile(Optional::isPresent)
                .map(Optional::get)
                .toList();
    }

    /**
     * The next row, an object of texts: what is blank is null, and what has a blank name is left out.
     *
     * @param names of the members, one for each column
     * @throws Malformed if the file cannot be read to its end
     */
    public Optional<ReadRow> next(List<String> names) {
        return next(text).map(record -> new ReadRow("line " + record.line(), value(record, names), mistake(record)));
    }

    private static Optional<CsvRecord> next(CsvText text) {
        Optional<CsvRecord> next = text.next();
        while (next.isPresent() && next.get().isBlank()) {
            next = text.next();
        }
        return next;
    }

    private Optional<String> mistake(CsvRecord record) {
        int fields = record.fields().size();
        boolean isComplete = fields == names.size()
                || fields > names.size() && fields <= header.fields().size() && record.width() <= names.size();
        return isComplete
                ? record.mistake()
                : record.mistake()
                        .or(() -> Optional.of("it has " + Text.count(fields, "field") + ", the header has "
                                + Text.count(names.size(), "field")));
    }

    private static ObjectNode value(CsvRecord record, List<String> names) {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < Math.min(names.size(), record.fields().size()); i++) {
            if (!names.get(i).isEmpty()) {
                String field = record.fields().get(i);
                value.put(names.get(i), Text.trim(field).isEmpty() ? null : field);
            }
        }
        return value;
    }
}
