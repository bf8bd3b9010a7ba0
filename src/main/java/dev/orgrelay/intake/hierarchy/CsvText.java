package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.IntakeException.Malformed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads records of a CSV file one by one, strictly: what two programs could read differently is a mistake. After a mistake the next line is read, so that all of them
 * are found at once; only a quoted field that never ends spoils the rest, because nobody knows what it has swallowed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvText {

    private static final char QUOTE = '"';

    private final String text;
    private final char separator;
    private int position;
    private int line = 1;
    private Optional<String> mistake = Optional.empty();

    CsvText(String text) {
        this.text = text;
        this.separator = separator(text);
    }

    /** The first comma or semicolon of the header decides: no name of a column holds one. */
    private static char separator(String text) {
        for (int i = 0; i < text.length() && text.charAt(i) != '\n'; i++) {
            if (text.charAt(i) == ',' || text.charAt(i) == ';') {
                return text.charAt(i);
            }
        }
        return ',';
    }

    /**
     * The next record that is not an empty line; empty at the end of the file.
     *
     * @throws Malformed if a quoted field does not end
     */
    Optional<CsvRecord> next() {
        while (skipLineEnd()) {
            // an empty line says nothing
        }
        if (isAtEnd()) {
            return Optional.empty();
        }
        int begin = line;
        mistake = Optional.empty();
        List<String> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (mistake.isEmpty() && skip(separator));
        if (mistake.isPresent()) {
            skipRestOfLine();
        }
        skipLineEnd();
        return Optional.of(new CsvRecord(begin, List.copyOf(fields), mistake));
    }

    private String field() {
        if (!skip(QUOTE)) {
            return bareField();
        }
        String field = quotedField();
        if (!isAtEndOfField()) {
            mistake = Optional.of("something follows a closing quote; a quote inside a field is written twice");
        }
        return field;
    }

    private String bareField() {
        int begin = position;
        while (!isAtEndOfField()) {
            char c = text.charAt(position++);
            if (c == QUOTE || c == '\r') {
                mistake = Optional.of(
                        c == QUOTE
                                ? "a quote stands inside a field that does not begin with one"
                                : "a carriage return stands without a line feed");
                return text.substring(begin, position);
            }
        }
        return text.substring(begin, position);
    }

    private String quotedField() {
        int begin = line;
        StringBuilder field = new StringBuilder();
        while (!isAtEnd()) {
            char c = text.charAt(position++);
            if (c == QUOTE && !skip(QUOTE)) {
                return field.toString();
            }
            line += c == '\n' ? 1 : 0;
            field.append(c);
        }
        throw new Malformed("line " + begin
                + ": a quoted field begins here and does not end; a quote is missing, or the end of the file is");
    }

    private void skipRestOfLine() {
        while (!isAtEnd() && text.charAt(position) != '\n') {
            position++;
        }
    }

    private boolean skip(char c) {
        boolean isThere = !isAtEnd() && text.charAt(position) == c;
        position += isThere ? 1 : 0;
        return isThere;
    }

    private boolean skipLineEnd() {
        int length = lineEnd();
        position += length;
        line += length > 0 ? 1 : 0;
        return length > 0;
    }

    private boolean isAtEndOfField() {
        return isAtEnd() || text.charAt(position) == separator || lineEnd() > 0;
    }

    /** How many characters end the line here; 0 if it goes on. */
    private int lineEnd() {
        return text.startsWith("\r\n", position) ? 2 : text.startsWith("\n", position) ? 1 : 0;
    }

    private boolean isAtEnd() {
        return position == text.length();
    }
}
