package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.util.List;
import java.util.Optional;

/**
 * Reads CloudEvents 1.0.2 in the three content modes of HTTP (HTTP protocol binding, 3).
 *
 * <p>A body that is plain JSON, without any {@code ce-} header, is read as if it were structured or batched: some senders write a complete CloudEvent under
 * {@code application/json}.
 */
final class CloudEventsReader extends EventsReader {

    private static final String MEDIA_TYPE = "application/cloudevents";
    private static final String READABLE = "application/cloudevents+json and application/cloudevents-batch+json";

    /** Whether a request says of itself that it carries CloudEvents. */
    boolean recognizes(Delivery delivery) {
        return isStructured(delivery) || BinaryCloudEvent.isIn(delivery);
    }

    @Override
    public List<Event> read(Delivery delivery) {
        if (isStructured(delivery)) {
            return readStructured(delivery, MediaType.of(delivery).orElseThrow());
        }
        return BinaryCloudEvent.isIn(delivery) ? List.of(BinaryCloudEvent.read(delivery)) : read(Json.read(delivery));
    }

    @Override
    Event readOne(JsonNode document) {
        return CloudEvent.read(document);
    }

    /** The mode is a matter of prefix: what follows it names the event format. */
    private static boolean isStructured(Delivery delivery) {
        Optional<String> contentType = delivery.header("content-type");
        return contentType.isPresent() && contentType.get().regionMatches(true, 0, MEDIA_TYPE, 0, MEDIA_TYPE.length());
    }

    private List<Event> readStructured(Delivery delivery, MediaType mediaType) {
        return switch (mediaType.subtype()) {
            case "cloudevents", "cloudevents+json" -> List.of(readOne(Json.read(delivery.body(), mediaType.charset())));
            case "cloudevents-batch", "cloudevents-batch+json" ->
                readEach(batch(Json.read(delivery.body(), mediaType.charset())));
            default -> throw new UnsupportedMediaType(mediaType.toString(), READABLE);
        };
    }

    private static JsonNode batch(JsonNode document) {
        if (!document.isArray()) {
            throw new Malformed("a batch of CloudEvents is a JSON array");
        }
        return document;
    }
}
