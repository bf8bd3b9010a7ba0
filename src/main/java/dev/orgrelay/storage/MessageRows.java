package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A text of any length as entities: compressed (RFC 1952), in binary properties of 64 KiB, ten in an entity: it takes 1 MiB, and some count the base64 on the way. The same text is the same
 * entities, so whoever writes it again disturbs nobody who reads it.
 */
final class MessageRows {

    private static final String PIECE = "Piece";
    private static final int PIECE_BYTES = 64 * 1024;
    private static final int ROW_BYTES = 10 * PIECE_BYTES;

    private MessageRows() {}

    static List<ObjectNode> write(String text) {
        byte[] bytes = compressed(text);
        List<ObjectNode> rows = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += ROW_BYTES) {
            rows.add(row(bytes, from, Math.min(from + ROW_BYTES, bytes.length)));
        }
        return rows;
    }

    private static ObjectNode row(byte[] bytes, int from, int to) {
        ObjectNode row = JsonNodeFactory.instance.objectNode();
        for (int at = from, number = 0; at < to; at += PIECE_BYTES, number++) {
            String name = PIECE + number;
            row.put(name + "@odata.type", "Edm.Binary")
                    .put(name, Arrays.copyOfRange(bytes, at, Math.min(at + PIECE_BYTES, to)));
        }
        return row;
    }

    /** Fails with a {@link StorageException} if the rows are not all there, or not what was written. */
    static String read(List<JsonNode> rows) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (JsonNode row : rows) {
            for (int number = 0; row.has(PIECE + number); number++) {
                bytes.writeBytes(
                        Base64.getDecoder().decode(row.path(PIECE + number).asText()));
            }
        }
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw StorageException.unreadableRow("a message that is not whole");
        }
    }

    private static byte[] compressed(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
