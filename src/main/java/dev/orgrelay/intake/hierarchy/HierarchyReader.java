package dev.orgrelay.intake.hierarchy;

import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.organization.SourceIds;
import java.util.Optional;

/** Reads a whole hierarchy: a JSON array, a JSON tree, or CSV. */
public final class HierarchyReader {

    /** The most rows. */
    public static final int MAX_ROWS = 10_000;

    private static final String ALLOWED = "application/json and text/csv";

    private HierarchyReader() {}

    /**
     * The rows of {@code body}. Mistakes in single rows are gathered; what spoils the whole is thrown.
     *
     * @param contentType the header {@code Content-Type}; JSON if it is null or empty
     * @param ids what the sender's ids become
     * @throws Malformed if it cannot be read to its end, or holds no row or too many
     * @throws UnsupportedMediaType if it is neither JSON nor CSV
     */
    public static ReadHierarchy read(byte[] body, String contentType, SourceIds ids) {
        MediaType mediaType = mediaType(contentType);
        if (mediaType.isJson()) {
            return JsonRows.read(Json.read(body, mediaType.charset()), ids);
        }
        if (mediaType.type().equals("text") && mediaType.subtype().equals("csv")) {
            return CsvRows.read(body, mediaType.charset(), ids);
        }
        throw new UnsupportedMediaType(mediaType.toString(), ALLOWED);
    }

    private static MediaType mediaType(String contentType) {
        Optional<String> written =
                Optional.ofNullable(contentType).map(String::strip).filter(text -> !text.isEmpty());
        return written.isEmpty()
                ? MediaType.JSON
                : MediaType.parse(written.get()).orElseThrow(() -> new UnsupportedMediaType(contentType, ALLOWED));
    }
}
