package dev.orgrelay.message;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads records of a CSV file one by one, strictly: what two programs could read differently is a mistake. After a mistake the next line is read, so that all of them
 * are found at once; only a quoted field that never ends spoils the rest, because nobody knows what it has swallowed.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvText {

    private static final char QUOTE = '"';

    /** Of two that are equally frequent, the later one counts. */
    private static final List<Character> SEPARATORS = List.of('\t', ';', ',');

    /** How a file tells a spreadsheet which one it has, in its first line. */
    private static final Pattern TOLD = Pattern.compile("\"?sep=(.)\"?[,;\t]*(?:\r?\n|\\z)", Pattern.CASE_INSENSITIVE);

    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+\"?");
    private static final Pattern NOTHING = Pattern.compile("[,;\t\"]++");

    private final String text;
    private final char separator;
    private int position;
    private int line = 1;
    private int begin = 1;
    private Optional<String> mistake = Optional.empty();

    CsvText(String text) {
        this.text = text;
        Matcher told = TOLD.matcher(text);
        if (told.lookingAt()) {
            separator = told.group(1).charAt(0);
            position = told.end();
            line = 2;
        } else {
            separator = mostFrequent(text);
        }
    }

    /** The one that is most often in the header, outside of its quotes. */
    private static char mostFrequent(String text) {
        String header = text.lines()
                .filter(line -> !Text.trim(NOTHING.matcher(line).replaceAll("")).isEmpty())
                .findFirst()
                .orElse("");
        String bare = QUOTED.matcher(header).replaceAll("");
        return SEPARATORS.stream()
                .max(Comparator.comparingLong(
                        one -> bare.chars().filter(c -> c == one).count()))
                .orElseThrow();
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
        begin = line;
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
            mistake = mistakeAt(position, "something follows a closing quote; a quote inside a field is written twice");
        }
        return field;
    }

    private String bareField() {
        int begin = position;
        while (!isAtEndOfField()) {
            char c = text.charAt(position++);
            if (c == QUOTE || c == '\r') {
                mistake = mistakeAt(
                        position - 1,
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

    /** With its column, and its line if the record begins in another one. */
    private Optional<String> mistakeAt(int index, String reason) {
        String where =
                (line == begin ? "" : "line " + line + ", ") + "column " + (index - text.lastIndexOf('\n', index - 1));
        return Optional.of(reason + " (" + where + ")");
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

    /**
     * One record.
     *
     * @param line where it begins in the file, counted from 1
     * @param fields as far as they can be read
     * @param mistake what is wrong with its syntax
     */
    record CsvRecord(int line, List<String> fields, Optional<String> mistake) {

        /** Whether nothing is in it: spreadsheets write rows of separators where a row was emptied. */
        boolean isBlank() {
            return mistake.isEmpty() && width() == 0;
        }

        /** How many of its fields there are up to the last one in which anything is. */
        int width() {
            int width = fields.size();
            while (width > 0 && Text.trim(fields.get(width - 1)).isEmpty()) {
                width--;
            }
            return width;
        }
    }
}
