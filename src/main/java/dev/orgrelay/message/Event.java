package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.organization.Original;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * One event, taken out of its envelope, whichever envelope that was. Its content is read when it is wanted: that of an event which concerns nobody may be anything.
 *
 * @param id unique within {@code origin}; both together make it the same event when it is delivered again
 * @param origin who it happened at: the CloudEvents {@code source} or the Event Grid {@code topic}, empty if there is no topic
 * @param type what happened
 * @param subject what it happened to, if the envelope says so
 * @param time when it happened, if the envelope says so
 * @param attributes what the envelope says, as JSON
 * @param content reads the data; a missing node if there is none
 */
public record Event(
        String id,
        String origin,
        String type,
        Optional<String> subject,
        Optional<Instant> time,
        JsonNode attributes,
        Supplier<JsonNode> content) {

    /**
     * Its content; a missing node if there is none.
     *
     * @throws IntakeException if it cannot be read
     */
    public JsonNode data() {
        return content.get();
    }

    /**
     * The whole event as JSON: for CloudEvents as in structured mode. Bytes that were JSON have become the data itself, so that whoever reads it need not know how they
     * travelled.
     *
     * @throws IntakeException if its data cannot be read
     */
    public JsonNode envelope() {
        JsonNode data = data();
        if (data.isMissingNode()) {
            return attributes;
        }
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        attributes.properties().forEach(attribute -> whole.set(attribute.getKey(), attribute.getValue()));
        return whole.set(data.isBinary() ? CloudEvent.DATA_BASE64 : CloudEvent.DATA, data);
    }

    /** The whole event as text, as far as it can be read. */
    public Original original() {
        return new Original(() -> Json.write(readable()));
    }

    private JsonNode readable() {
        try {
            return envelope();
        } catch (IntakeException unreadable) {
            return attributes;
        }
    }
}
