package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Original;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The events of a request as messages: each is the whole event, as in structured mode. Every event has an id of its own. */
record EventMessages(EventsReader reader) implements MessageReader {

    @Override
    public List<Message> read(Delivery delivery, Optional<String> deliveryId) {
        return messages(reader.read(delivery), delivery.receivedAt());
    }

    @Override
    public List<Message> read(JsonNode document, Instant receivedAt) {
        return messages(reader.read(document), receivedAt);
    }

    /** An event is kept as in structured mode, whole by itself. */
    @Override
    public List<Message> readAgain(Original kept, Optional<String> eventId, Instant receivedAt) {
        return read(Json.read(kept.text()), receivedAt);
    }

    private static List<Message> messages(List<Event> events, Instant receivedAt) {
        List<Message> messages = new ArrayList<>(events.size());
        for (Event event : events) {
            messages.add(message(event, Envelope.of(event, receivedAt.plusNanos(messages.size()))));
        }
        return messages;
    }

    /** An event may concern nobody whatever is in it, and only the mapping knows. */
    private static Message message(Event event, Envelope envelope) {
        try {
            return new Message(event.envelope(), envelope);
        } catch (IntakeException unreadable) {
            return new Message(event.attributes(), envelope, Optional.of(unreadable));
        }
    }
}
