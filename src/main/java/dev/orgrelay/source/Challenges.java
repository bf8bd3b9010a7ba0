package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.SmallBody;
import dev.orgrelay.organization.Text;
import java.util.Optional;

/** Handshakes in which a sender wants its own text back. */
final class Challenges {

    private static final int MAX_LENGTH = 1_000;

    private Challenges() {}

    /** @see <a href="https://developer.okta.com/docs/concepts/event-hooks/#one-time-verification-request">One-time verification request</a> */
    static Optional<HandshakeAnswer> okta(Delivery delivery) {
        return delivery.method().equals("GET")
                ? delivery.header("x-okta-verification-challenge")
                        .map(challenge -> echo("verification", requirePrintable("challenge", challenge)))
                : Optional.empty();
    }

    /** @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation">notificationUrl validation</a> */
    static Optional<HandshakeAnswer> microsoftGraph(Delivery delivery) {
        return Optional.ofNullable(delivery.query().get("validationToken"))
                .map(token -> HandshakeAnswer.ofText(requirePrintable("validationToken", token)));
    }

    /** @see <a href="https://api.slack.com/events/url_verification">url_verification</a> */
    static Optional<HandshakeAnswer> urlVerification(Delivery delivery) {
        return SmallBody.json(delivery)
                .filter(Challenges::isUrlVerification)
                .map(body -> echo("challenge", requirePrintable("challenge", text(body.path("challenge")))));
    }

    static boolean isUrlVerification(Delivery delivery) {
        return SmallBody.json(delivery).filter(Challenges::isUrlVerification).isPresent();
    }

    private static boolean isUrlVerification(JsonNode body) {
        return body.path("type").asText().equals("url_verification");
    }

    private static HandshakeAnswer echo(String member, String text) {
        return HandshakeAnswer.ofBody(JsonNodeFactory.instance.objectNode().put(member, text));
    }

    private static String text(JsonNode challenge) {
        return challenge.isTextual() ? challenge.textValue() : "";
    }

    private static String requirePrintable(String noun, String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH || !Text.isPrintableAscii(text)) {
            throw new Malformed(noun + " must be text of 1 to " + MAX_LENGTH + " printable ASCII characters");
        }
        return text;
    }
}
