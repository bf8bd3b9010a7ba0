package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.OrganizationEvents;
import dev.orgrelay.mapping.Routing;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Original;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that need no mapping. */
record EventInterpreter(EventsReader reader, Routing routing, KeepMessages keepMessages) implements MessageInterpreter {

    private static final OrganizationEvents VOCABULARY = new OrganizationEvents();

    @Override
    public Uni<List<Mapped>> of(Delivery delivery, Optional<String> deliveryId) {
        return Uni.createFrom().item(map(reader.read(delivery), delivery.receivedAt()));
    }

    @Override
    public Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline) {
        return Uni.createFrom().item(map(reader.read(document), receivedAt));
    }

    /** An event has an id of its own. */
    @Override
    public Uni<List<Mapped>> again(Original kept, Optional<String> eventId, Instant receivedAt, Instant deadline) {
        return of(Json.read(kept.text()), receivedAt, deadline);
    }

    private List<Mapped> map(List<Event> events, Instant receivedAt) {
        List<Mapped> messages = new ArrayList<>(events.size());
        for (Event event : events) {
            int number = messages.size() + 1;
            Instant received = receivedAt.plusNanos(messages.size());
            messages.add(EventsReader.numbered(number, events.size(), () -> map(event, received)));
        }
        return messages;
    }

    private Mapped map(Event event, Instant receivedAt) {
        return VOCABULARY.map(
                event, routing.source(), routing.application(), receivedAt, keepMessages.originalOf(event));
    }
}
