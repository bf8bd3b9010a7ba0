package dev.orgrelay.message;

import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A JSON document on each line; blank lines say nothing.
 *
 * @see <a href="https://github.com/ndjson/ndjson-spec">NDJSON</a>
 */
public final class JsonLines {

    private static final String FIRST_LINE = "(line 1, ";

    private JsonLines() {}

    /**
     * The documents, one after the other.
     *
     * @param declared the charset, unless a byte order mark names another one
     * @throws Malformed if the bytes are not of the charset
     */
    public static Stream<ReadRow> read(byte[] lines, Charset declared) {
        int[] number = {0};
        return Characters.decode(lines, Characters.marked(lines, declared), "NDJSON")
                .lines()
                .map(line -> row(line, "line " + ++number[0]))
                .flatMap(Optional::stream);
    }

    private static Optional<ReadRow> row(String line, String position) {
        if (line.isBlank()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ReadRow(position, Json.read(line)));
        } catch (Malformed e) {
            String mistake = e.getMessage().replace(FIRST_LINE, "(");
            return Optional.of(new ReadRow(position, MissingNode.getInstance(), Optional.of(mistake)));
        }
    }
}
