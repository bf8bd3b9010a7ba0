package dev.orgrelay.intake.hierarchy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.CsvTable;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.JsonLines;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.organization.SourceIds;
import java.util.Optional;

/** Reads a whole hierarchy: a JSON array, a JSON tree, CSV, or JSON in lines. */
public final class HierarchyReader {

    /** The most rows. */
    public static final int MAX_ROWS = 10_000;

    private static final String ALLOWED = "application/json, text/csv and application/x-ndjson";
    private static final String CURL =
            "; with curl, say which one with -H 'content-type: text/csv', and send it by --data-binary";
    private static final String ONE_LINE =
            "; all of it is one line: curl -d takes the ends of lines out, send the file by --data-binary";

    private HierarchyReader() {}

    /** The rows of {@code body} where its fields are called as they are. */
    public static ReadHierarchy read(byte[] body, String contentType, SourceIds ids) {
        return read(body, contentType, Columns.OWN, ids);
    }

    /**
     * The rows of {@code body}. Mistakes in single rows are gathered; what spoils the whole is thrown.
     *
     * @param contentType the header {@code Content-Type}; JSON if it is null or empty
     * @param columns what the fields are called
     * @param ids what the sender's ids become
     * @throws Malformed if it cannot be read to its end, or holds no row or too many
     * @throws UnsupportedMediaType if it is neither JSON nor CSV
     */
    public static ReadHierarchy read(byte[] body, String contentType, Columns columns, SourceIds ids) {
        MediaType mediaType = mediaType(contentType);
        if (mediaType.isJson()) {
            return HierarchyRows.read(Json.read(body, mediaType.charset()), columns, ids);
        }
        try {
            ReadHierarchy read = mediaType.isCsv()
                    ? HierarchyRows.read(CsvTable.of(body, mediaType.charset()), columns, ids)
                    : HierarchyRows.read(JsonLines.read(body, mediaType.charset()), columns, ids);
            if (isOneLine(body) && !read.mistakes().isEmpty()) {
                throw new Malformed(read.mistakes().get(0));
            }
            return read;
        } catch (Malformed e) {
            throw isOneLine(body) ? new Malformed(e.getMessage() + ONE_LINE) : e;
        }
    }

    /**
     * Whether each row is on a line of its own, so that others can say what it means.
     *
     * @throws UnsupportedMediaType if it is neither JSON nor CSV
     */
    public static boolean isInLines(String contentType) {
        return !mediaType(contentType).isJson();
    }

    /**
     * The JSON document that {@code body} is; empty if it is none.
     *
     * @throws Malformed if it cannot be read to its end
     */
    public static Optional<JsonNode> document(byte[] body, String contentType) {
        return body.length == 0 || isInLines(contentType)
                ? Optional.empty()
                : Optional.of(Json.read(body, mediaType(contentType).charset()));
    }

    /** The options of curl that send such a hierarchy. */
    public static String curl(String contentType) {
        MediaType type = mediaType(contentType);
        String subtype = type.isCsv() ? "csv" : type.isJsonLines() ? "x-ndjson" : "json";
        String charset = type.parameters().containsKey("charset")
                ? "; charset=" + type.charset().name()
                : "";
        return " -H 'content-type: " + (type.isCsv() ? "text/" : "application/") + subtype + charset
                + "' --data-binary @hierarchy." + subtype.replace("x-", "");
    }

    /** What {@code contentType} says, if that can be read. */
    static MediaType mediaType(String contentType) {
        Optional<String> written =
                Optional.ofNullable(contentType).map(String::strip).filter(text -> !text.isEmpty());
        MediaType mediaType = written.isEmpty()
                ? MediaType.JSON
                : MediaType.parse(written.get()).orElseThrow(() -> new UnsupportedMediaType(contentType, ALLOWED));
        if (!mediaType.isJson() && !mediaType.isCsv() && !mediaType.isJsonLines()) {
            throw new UnsupportedMediaType(mediaType.toString(), mediaType.isForm() ? ALLOWED + CURL : ALLOWED);
        }
        return mediaType;
    }

    private static boolean isOneLine(byte[] body) {
        for (byte octet : body) {
            if (octet == '\n') {
                return false;
            }
        }
        return body.length > 0;
    }
}
