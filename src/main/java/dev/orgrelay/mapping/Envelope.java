package dev.orgrelay.mapping;

import dev.orgrelay.message.Event;
import dev.orgrelay.organization.Original;
import dev.orgrelay.organization.RequestHead;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is known about a message before it is mapped. What the mapping says comes before it.
 *
 * @param origin which producer inside the source it comes from
 * @param eventId the sender's id of the event
 * @param occurredAt when it happened at the sender
 * @param receivedAt when it arrived here
 * @param original the message as it came, to be kept in case that it comes to nothing
 */
public record Envelope(
        Optional<String> origin,
        Optional<String> eventId,
        Optional<Instant> occurredAt,
        Instant receivedAt,
        Optional<Original> original) {

    /** Of a message that is not kept. */
    public Envelope(
            Optional<String> origin, Optional<String> eventId, Optional<Instant> occurredAt, Instant receivedAt) {
        this(origin, eventId, occurredAt, receivedAt, Optional.empty());
    }

    /** A message that says nothing about itself outside its body. */
    public static Envelope receivedAt(Instant receivedAt) {
        return new Envelope(Optional.empty(), Optional.empty(), Optional.empty(), receivedAt);
    }

    /** A CloudEvent or an Event Grid event. */
    public static Envelope of(Event event, Instant receivedAt) {
        Optional<String> origin = Optional.of(event.origin()).filter(text -> !text.isEmpty());
        return new Envelope(origin, Optional.of(event.id()), event.time(), receivedAt, Optional.of(event.original()));
    }

    /** The same of a message that came in a request with that head. */
    public Envelope from(Supplier<RequestHead> request) {
        return new Envelope(origin, eventId, occurredAt, receivedAt, original.map(message -> message.from(request)));
    }

    /** The same of a message that is not kept. */
    public Envelope withoutOriginal() {
        return new Envelope(origin, eventId, occurredAt, receivedAt);
    }
}
