package dev.orgrelay.message;

import com.fasterxml.jackson.databind.JsonNode;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.organization.Text;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Reads events of the Event Grid schema, an array of them or a single one.
 *
 * <p>Lenient where strictness would cost an event, because Event Grid drops what is answered with 400: {@code eventTime}, {@code topic} and the version
 * members may be missing, {@code subject} may be empty.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/event-schema">Event Grid event schema</a>
 */
final class EventGridReader extends EventsReader {

    @Override
    public List<Event> read(Delivery delivery) {
        return read(Json.read(delivery));
    }

    @Override
    Event readOne(JsonNode document) {
        if (!document.isObject()) {
            throw new Malformed("an Event Grid event is a JSON object");
        }
        return new Event(
                notEmpty(document, "id"),
                text(document, "topic").orElse(""),
                notEmpty(document, "eventType"),
                Optional.of(required(document, "subject")).filter(subject -> !subject.isEmpty()),
                text(document, "eventTime").map(EventGridReader::time),
                document,
                () -> document.path("data"));
    }

    private static String notEmpty(JsonNode event, String name) {
        String value = required(event, name);
        if (value.isEmpty()) {
            throw new Malformed("not an Event Grid event: " + name + " is empty");
        }
        return value;
    }

    private static String required(JsonNode event, String name) {
        return text(event, name).orElseThrow(() -> new Malformed("not an Event Grid event: " + name + " is missing"));
    }

    private static Optional<String> text(JsonNode event, String name) {
        JsonNode value = event.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw new Malformed("not an Event Grid event: " + name + " is not text");
        }
        if (!Text.isUnicode(value.textValue())) {
            throw new Malformed("not an Event Grid event: " + name + " holds half of a surrogate pair");
        }
        return Optional.of(value.textValue());
    }

    private static Instant time(String text) {
        return Times.iso8601(text)
                .orElseThrow(() -> new Malformed("eventTime '" + Text.shorten(text) + "' is not an ISO 8601 time"));
    }
}
