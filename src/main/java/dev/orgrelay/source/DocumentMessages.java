package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.mapping.Unwrapping;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Original;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Messages of senders that have an envelope of their own, or none.
 *
 * @param body reads the body of a request
 * @param unwrapping where the messages are in it
 */
record DocumentMessages(Function<Delivery, JsonNode> body, Unwrapping unwrapping) implements MessageReader {

    @Override
    public List<Message> read(Delivery delivery, Optional<String> deliveryId) {
        Optional<Original> whole = Optional.of(new Original(() -> new String(delivery.body(), StandardCharsets.UTF_8)));
        return messages(document(delivery), delivery.receivedAt(), deliveryId, whole);
    }

    @Override
    public List<Message> read(JsonNode document, Instant receivedAt) {
        return messages(document, receivedAt, Optional.empty(), Optional.empty());
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
