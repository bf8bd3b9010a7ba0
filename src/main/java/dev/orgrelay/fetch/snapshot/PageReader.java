package dev.orgrelay.fetch.snapshot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.fetch.FetchResponse;
import dev.orgrelay.mapping.BodyPath;
import dev.orgrelay.message.CsvTable;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.JsonLines;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.message.ReadRow;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the elements in the answers of a sender.
 *
 * @param format how they are written
 * @param items where the array of them is in a JSON document
 * @param charset the one that is set; a byte order mark knows better, what the answer says counts if there is neither
 */
record PageReader(PageFormat format, BodyPath items, Optional<Charset> charset) {

    /**
     * @throws SnapshotException if there is no array of elements
     * @throws dev.orgrelay.message.IntakeException if it cannot be read
     */
    Page page(int number, URI uri, FetchResponse answer) throws SnapshotException {
        Charset declared = charset.or(
                        () -> answer.contentType().flatMap(MediaType::parse).map(MediaType::charset))
                .orElse(StandardCharsets.UTF_8);
        JsonNode body = format == PageFormat.JSON ? Json.read(answer.body(), declared) : MissingNode.getInstance();
        return new Page(
                number,
                uri,
                answer.links(),
                body,
                switch (format) {
                    case JSON -> elements(body);
                    case CSV -> CsvTable.of(answer.body(), declared).rows();
                    case NDJSON -> JsonLines.read(answer.body(), declared).toList();
                });
    }

    private List<ReadRow> elements(JsonNode body) throws SnapshotException {
        JsonNode array = items.find(body);
        if (!array.isArray()) {
            throw new SnapshotException(
                    "there is no array " + (items.toString().isEmpty() ? "" : "at '" + items + "'"));
        }
        List<ReadRow> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(new ReadRow("[" + elements.size() + "]", element)));
        return elements;
    }
}
