package dev.orgrelay.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.Collection;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes of entities of one partition that happen together or not at all, as Table Storage wants them: requests within a request.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions">Entity group transactions</a>
 */
final class EntityGroup {

    /** Entities in a group. */
    static final int MOST = 100;

    /** Bytes of a group. 4 MiB are allowed. */
    static final int MOST_BYTES = 3 * 1024 * 1024;

    private static final String BATCH = "batch_orgrelay";
    private static final String CHANGES = "changeset_orgrelay";

    /** The type of its body. */
    static final String MEDIA_TYPE = "multipart/mixed; boundary=" + BATCH;

    private static final String LINE = "\r\n";
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");
    private static final Pattern CODE = Pattern.compile("\"code\"\\s*:\\s*\"([A-Za-z]+)\"");
    private static final int FIRST_ERROR = 400;

    private EntityGroup() {}

    /** Puts {@code entities} in place of whatever is there. */
    static String puts(URI table, Map<TableEntity.Id, ObjectNode> entities) {
        StringBuilder text = begin();
        entities.forEach((id, properties) -> part(text, "PUT", table, id)
                .append("Content-Type: application/json")
                .append(LINE)
                .append(LINE)
                .append(properties)
                .append(LINE));
        return end(text);
    }

    /** Deletes those that are there. */
    static String deletes(URI table, Collection<TableEntity.Id> entities) {
        StringBuilder text = begin();
        entities.forEach(id -> part(text, "DELETE", table, id)
                .append("If-Match: *")
                .append(LINE)
                .append(LINE));
        return end(text);
    }

    /** @throws StorageException if the answer, which is a success by itself, holds anything else */
    static void requireWritten(String answer) {
        Matcher status = STATUS.matcher(answer);
        boolean isEmpty = true;
        while (status.find()) {
            isEmpty = false;
            int written = Integer.parseInt(status.group(1));
            if (written >= FIRST_ERROR) {
                Matcher code = CODE.matcher(answer);
                throw StorageException.answered(written, code.find() ? code.group(1) : "");
            }
        }
        if (isEmpty) {
            throw StorageException.unreadable("something that is no answer to a group of writes");
        }
    }

    private static StringBuilder begin() {
        return new StringBuilder(
                "--" + BATCH + LINE + "Content-Type: multipart/mixed; boundary=" + CHANGES + LINE + LINE);
    }

    private static StringBuilder part(StringBuilder text, String method, URI table, TableEntity.Id id) {
        return text.append("--" + CHANGES + LINE)
                .append("Content-Type: application/http" + LINE)
                .append("Content-Transfer-Encoding: binary" + LINE + LINE)
                .append(method + " " + table + "(PartitionKey='" + id.partition() + "',RowKey='" + id.row()
                        + "') HTTP/1.1")
                .append(LINE)
                .append("Accept: application/json;odata=nometadata" + LINE)
                .append("DataServiceVersion: 3.0;" + LINE);
    }

    private static String end(StringBuilder text) {
        return text.append("--" + CHANGES + "--" + LINE + "--" + BATCH + "--" + LINE)
                .toString();
    }
}
