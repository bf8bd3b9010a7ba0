package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.mapping.Vocabulary;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Events that need no mapping. */
final class VocabularyMeaning implements Meaning {

    private final EventsReader reader;
    private final String source;
    private final String application;
    private final Retention retention;
    private final Vocabulary vocabulary = new Vocabulary();

    VocabularyMeaning(EventsReader reader, String source, String application, Retention retention) {
        this.reader = reader;
        this.source = source;
        this.application = application;
        this.retention = retention;
    }

    @Override
    public Uni<Reception> of(Delivery delivery, Optional<String> deliveryId) {
        List<Event> events = reader.read(delivery);
        return Uni.createFrom()
                .item(EventGridHandshake.answer(events)
                        .<Reception>map(Reception.Handshake::new)
                        .orElseGet(() -> new Reception.Messages(map(events, delivery.receivedAt()))));
    }

    @Override
    public Uni<List<Mapped>> of(JsonNode document, Instant receivedAt, Instant deadline) {
        return Uni.createFrom().item(map(reader.read(document), receivedAt));
    }

    private List<Mapped> map(List<Event> events, Instant receivedAt) {
        List<Mapped> messages = new ArrayList<>(events.size());
        for (Event event : events) {
            messages.add(map(event, receivedAt.plusNanos(messages.size())));
        }
        return messages;
    }

    private Mapped map(Event event, Instant receivedAt) {
        return vocabulary.map(event, source, application, receivedAt, retention.originalOf(event));
    }
}
