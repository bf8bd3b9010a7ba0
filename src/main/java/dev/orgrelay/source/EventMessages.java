package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Envelope;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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

    private static List<Message> messages(List<Event> events, Instant receivedAt) {
        return IntStream.range(0, events.size())
                .mapToObj(
                        i -> new Message(events.get(i).envelope(), Envelope.of(events.get(i), receivedAt.plusNanos(i))))
                .toList();
    }
}
