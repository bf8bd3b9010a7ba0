package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import java.util.List;

/** Tells CloudEvents and Event Grid events apart: by content type and headers, otherwise by the member that only one of them has. */
final class EitherReader extends EventsReader {

    private final CloudEventsReader cloudEvents;
    private final EventGridReader eventGrid;

    EitherReader(CloudEventsReader cloudEvents, EventGridReader eventGrid) {
        this.cloudEvents = cloudEvents;
        this.eventGrid = eventGrid;
    }

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
