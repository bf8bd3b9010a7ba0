package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.IntakeException.UnsupportedMediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Takes the events out of a request, or out of a document that came another way. Readers have no state. */
public abstract sealed class EventsReader permits CloudEventsReader, EventGridReader, EventsReader.Either {

    /** The most events in one request: the largest batch that Event Grid sends. */
    public static final int MAX_EVENTS = 5_000;

    /** Reads CloudEvents 1.0 and nothing else. */
    public static EventsReader cloudEvents() {
        return new CloudEventsReader();
    }

    /** Reads events of the Event Grid schema and nothing else. */
    public static EventsReader eventGrid() {
        return new EventGridReader();
    }

    /** Reads both, whichever arrives. */
    public static EventsReader either() {
        return new Either();
    }

    /**
     * The events of a request, in their order; none for an empty batch.
     *
     * @throws UnsupportedMediaType if the body is of a media type that cannot be read
     * @throws Malformed if anything in it cannot be read; no event is read then
     */
    public abstract List<Event> read(Delivery delivery);

    /**
     * The events of a document: one event, or an array of them.
     *
     * @throws Malformed if anything in it cannot be read; no event is read then
     */
    public final List<Event> read(JsonNode document) {
        return document.isArray() ? readEach(document) : List.of(readOne(document));
    }

    /** One event from its JSON object. */
    abstract Event readOne(JsonNode document);

    final List<Event> readEach(JsonNode array) {
        if (array.size() > MAX_EVENTS) {
            throw new Malformed("one request may hold " + MAX_EVENTS + " events, this one has " + array.size());
        }
        List<Event> events = new ArrayList<>(array.size());
        for (JsonNode document : array) {
            events.add(numbered(events.size() + 1, array.size(), () -> readOne(document)));
        }
        return List.copyOf(events);
    }

    /** What {@code reading} makes of one of several events; if that fails, the message says which one it was. */
    public static <T> T numbered(int number, int count, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (Malformed e) {
            throw count == 1 ? e : e.in("event " + number + " of " + count + ": ");
        }
    }

    /** Tells CloudEvents and Event Grid events apart: by content type and headers, otherwise by the member that only one of them has. */
    static final class Either extends EventsReader {

        private final CloudEventsReader cloudEvents = new CloudEventsReader();
        private final EventGridReader eventGrid = new EventGridReader();

        @Override
        public List<Event> read(Delivery delivery) {
            return cloudEvents.recognizes(delivery) ? cloudEvents.read(delivery) : read(Json.read(delivery));
        }

        @Override
        Event readOne(JsonNode document) {
            if (document.has("specversion")) {
                return cloudEvents.readOne(document);
            }
            if (document.has("eventType")) {
                return eventGrid.readOne(document);
            }
            throw new Malformed("neither a CloudEvent (no specversion) nor an Event Grid event (no eventType)");
        }
    }
}
