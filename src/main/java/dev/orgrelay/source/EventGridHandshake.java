package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Malformed;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/**
 * How a web hook shows Event Grid that it wants the events of a subscription: it sends back a code from the first one. The {@code validationUrl} is never
 * called, because a stranger could have written it.
 *
 * <p>Subscriptions in the CloudEvents schema do without; see {@link WebHookHandshake}.
 *
 * @see <a href="https://learn.microsoft.com/azure/event-grid/end-point-validation-event-grid-events-schema">Endpoint validation</a>
 */
final class EventGridHandshake {

    private static final String TYPE = "eventType";
    private static final String VALIDATION_TYPE = "Microsoft.EventGrid.SubscriptionValidationEvent";
    private static final String MENTIONED = "subscriptionvalidationevent";
    private static final int MAX_CODE_LENGTH = 200;

    private EventGridHandshake() {}

    /**
     * The answer that a request asks for if its only event asks; among others it would cost them. Nothing of that event matters but its type and its code.
     *
     * @throws Malformed if it asks without a usable code
     */
    static Optional<HandshakeAnswer> answer(Delivery delivery) {
        return isMentioned(delivery.body())
                ? Handshake.json(delivery)
                        .map(document -> document.isArray() && document.size() == 1 ? document.get(0) : document)
                        .filter(EventGridHandshake::isValidation)
                        .map(event -> answer(event.path("data").path("validationCode")))
                : Optional.empty();
    }

    /** Nearly all requests are something else, and need not be read twice to know. */
    private static boolean isMentioned(byte[] body) {
        String text = body.length <= Handshake.MOST_BYTES ? new String(body, StandardCharsets.ISO_8859_1) : "";
        return text.contains(TYPE) && text.toLowerCase(Locale.ROOT).contains(MENTIONED);
    }

    private static boolean isValidation(JsonNode event) {
        return event.path(TYPE).asText().equalsIgnoreCase(VALIDATION_TYPE);
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
