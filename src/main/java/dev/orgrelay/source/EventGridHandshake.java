package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.Event;
import dev.orgrelay.message.EventsReader;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.SmallBody;
import java.util.List;
import java.util.Optional;

/**
 * How a web hook shows Event Grid that it wants the events of a subscription: it sends back a code from the first one. The {@code validationUrl} is never
 * called, because a stranger could have written it.
 *
 * <p>Subscriptions in the CloudEvents schema do without; see {@link WebHookHandshake}.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema">Endpoint validation</a>
 */
public final class EventGridHandshake {

    private static final String VALIDATION_TYPE = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final int MAX_CODE_LENGTH = 200;

    private EventGridHandshake() {}

    /** The answer that a request asks for, if there is a validation in it. For sources that read something else. */
    static Optional<HandshakeAnswer> answer(Delivery delivery) {
        return SmallBody.json(delivery).flatMap(EventGridHandshake::events).flatMap(EventGridHandshake::answer);
    }

    private static Optional<List<Event>> events(JsonNode document) {
        try {
            return Optional.of(EventsReader.eventGrid().read(document));
        } catch (Malformed somethingElse) {
            return Optional.empty();
        }
    }

    /**
     * The answer that a request asks for if its only event asks; among others it would cost them.
     *
     * @throws Malformed if it asks without a usable code
     */
    public static Optional<HandshakeAnswer> answer(List<Event> events) {
        return events.size() == 1 && isValidation(events.get(0))
                ? Optional.of(answer(events.get(0).data().path("validationCode")))
                : Optional.empty();
    }

    private static boolean isValidation(Event event) {
        return event.type().equalsIgnoreCase(VALIDATION_TYPE)
                && event.envelope().has("eventType");
    }

    private static HandshakeAnswer answer(JsonNode code) {
        boolean usable = code.isTextual()
                && !code.textValue().isEmpty()
                && code.textValue().length() <= MAX_CODE_LENGTH;
        if (!usable) {
            throw new Malformed("data.validationCode must be text of 1 to " + MAX_CODE_LENGTH + " characters");
        }
        return HandshakeAnswer.ofBody(JsonNodeFactory.instance.objectNode().set("validationResponse", code));
    }
}
