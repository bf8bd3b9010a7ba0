package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Unwrapping;
import dev.orgrelay.message.Characters;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import dev.orgrelay.message.MediaType;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Messages of senders that have an envelope of their own, or none.
 *
 * @param body reads the body of a request
 * @param unwrapping where the messages are in it
 */
record DocumentMessages(Function<Delivery, JsonNode> body, Unwrapping unwrapping) implements MessageReader {

    private static final String CONTENT_TYPE = "content-type";

    @Override
    public List<Message> read(Delivery delivery, Optional<String> deliveryId) {
        Optional<Original> whole = Optional.of(new Original(() -> text(delivery)).whole());
        return messages(document(delivery), delivery.receivedAt(), deliveryId, whole);
    }

    @Override
    public List<Message> read(JsonNode document, Instant receivedAt) {
        return messages(document, receivedAt, Optional.empty(), Optional.empty());
    }

    @Override
    public List<Message> readAgain(Original kept, Optional<String> eventId, Instant receivedAt) {
        if (kept.isWhole()) {
            return read(delivery(kept, receivedAt), eventId);
        }
        Envelope envelope = new Envelope(Optional.empty(), eventId, Optional.empty(), receivedAt, Optional.of(kept));
        return List.of(new Message(Json.read(kept.text()), envelope));
    }

    /** What was kept is a text, whatever bytes it once was. */
    private static Delivery delivery(Original kept, Instant receivedAt) {
        RequestHead head = kept.head().orElse(RequestHead.NONE);
        Map<String, String> headers = new HashMap<>(head.headers());
        headers.computeIfPresent(CONTENT_TYPE, (name, type) -> MediaType.parse(type)
                .map(MediaType::ofUtf8)
                .map(Object::toString)
                .orElse(type));
        byte[] body = kept.text().getBytes(StandardCharsets.UTF_8);
        return new Delivery(head.method(), "", head.path(), head.query(), headers, body, receivedAt);
    }

    /** A form is UTF-8, whatever it says (WHATWG URL, 5.1). */
    private static String text(Delivery delivery) {
        MediaType type = MediaType.of(delivery).orElse(MediaType.JSON);
        return new String(
                delivery.body(),
                type.isForm() ? StandardCharsets.UTF_8 : Characters.marked(delivery.body(), type.charset()));
    }

    /** Some requests say everything with their method and path, as a SCIM DELETE. */
    private JsonNode document(Delivery delivery) {
        return delivery.body().length == 0 ? MissingNode.getInstance() : body.apply(delivery);
    }

    /** @param whole the document as it came */
    private List<Message> messages(
            JsonNode document, Instant receivedAt, Optional<String> deliveryId, Optional<Original> whole) {
        List<Message> messages = new ArrayList<>();
        for (JsonNode body : unwrapping.messages(document)) {
            int number = messages.size() + 1;
            Optional<String> id = deliveryId.map(text -> number == 1 ? text : text + "#" + number);
            Original original =
                    whole.filter(unread -> body == document).orElseGet(() -> new Original(() -> Json.write(body)));
            messages.add(new Message(
                    body,
                    new Envelope(
                            Optional.empty(),
                            id,
                            Optional.empty(),
                            receivedAt.plusNanos(number - 1),
                            Optional.of(original))));
        }
        return messages;
    }
}
