package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.source.authentication.Authenticator;
import java.time.Instant;
import java.util.List;

/** One configured sender: decides whether a request is its own, and what its messages mean. */
public final class Source {

    private final String name;
    private final String application;
    private final Authenticator authenticator;
    private final EventsReader reader;
    private final AllowedOperations operations;
    private final List<String> allowedOrigins;
    private final Vocabulary vocabulary = new Vocabulary();

    Source(
            String name,
            String application,
            Authenticator authenticator,
            EventsReader reader,
            AllowedOperations operations,
            List<String> allowedOrigins) {
        this.name = name;
        this.application = application;
        this.authenticator = authenticator;
        this.reader = reader;
        this.operations = operations;
        this.allowedOrigins = allowedOrigins;
    }

    public String name() {
        return name;
    }

    /** Name of the application that its changes go to. */
    public String application() {
        return application;
    }

    /**
     * Reads a delivery.
     *
     * @throws IntakeException if it does not come from this source, or cannot be read
     */
    public Reception receive(Delivery delivery) {
        authenticator.verify(delivery);
        List<Event> events = reader.read(delivery);
        return EventGridHandshake.answer(events)
                .<Reception>map(Reception.Handshake::new)
                .orElseGet(() -> new Reception.Messages(map(events, delivery.receivedAt())));
    }

    /** The answer to a sender that asks whether it may deliver; it need not prove itself for that. */
    public HandshakeAnswer options(Delivery delivery) {
        return WebHookHandshake.answer(delivery, allowedOrigins);
    }

    /**
     * Reads events that came another way, from somebody who has authenticated the sender.
     *
     * @throws IntakeException.Malformed if they cannot be read
     */
    public List<Mapped> read(JsonNode document, Instant receivedAt) {
        return map(reader.read(document), receivedAt);
    }

    private List<Mapped> map(List<Event> events, Instant receivedAt) {
        return events.stream()
                .map(event -> vocabulary.map(event, name, application, receivedAt))
                .map(operations::check)
                .toList();
    }
}
