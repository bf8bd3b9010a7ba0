package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import dev.orgrelay.organization.Original;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Takes the messages that a mapping reads out of a request, or out of a document that came another way.
 *
 * <p>Messages that arrive together count as received one nanosecond after the other, because the later one is the newer one where nothing else says so.
 */
interface MessageReader {

    /**
     * The messages of a request, in their order.
     *
     * @param deliveryId the sender's id of the delivery: the id of a message that has no other
     * @throws UnsupportedMediaType if the body is of a media type that cannot be read
     * @throws Malformed if anything in it cannot be read; no message is read then
     */
    List<Message> read(Delivery delivery, Optional<String> deliveryId);

    /**
     * The messages of a document.
     *
     * @throws Malformed if anything in it cannot be read; no message is read then
     */
    List<Message> read(JsonNode document, Instant receivedAt);

    /**
     * The message that was kept, or the messages if it is a whole body.
     *
     * @param eventId what it was known by
     * @throws Malformed if anything in it cannot be read; no message is read then
     */
    List<Message> readAgain(Original kept, Optional<String> eventId, Instant receivedAt);
}
