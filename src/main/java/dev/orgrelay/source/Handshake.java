package dev.orgrelay.source;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
import dev.orgrelay.message.IntakeException.Malformed;
import dev.orgrelay.message.Json;
import dev.orgrelay.organization.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a sender may ask before it delivers, and when it is answered.
 *
 * <p>Where the sender can prove itself, the proof comes first: a test that is answered without it would hide a wrong secret until the first event is lost.
 * Only senders that cannot sign their question are answered before. What they get is their own text, printable and short, from a source that was configured
 * for it. Nothing is ever fetched.
 */
enum Handshake {
    /** Event Grid sends its code like an event, with the key that the events will have. */
    EVENT_GRID(false, EventGridHandshake::answer),
    /** Asked with {@code OPTIONS}, which has no proof in it; see {@link WebHookHandshake}. */
    CLOUDEVENTS(false, delivery -> Optional.empty()),
    /** Okta verifies the place with a GET that it does not sign. */
    OKTA(true, Handshake::okta),
    /** Microsoft Graph asks before the subscription exists, and so before there is a client state to prove it. */
    MICROSOFT_GRAPH(true, Handshake::microsoftGraph),
    /** Slack signs its challenge like an event. */
    SLACK(false, Handshake::urlVerification),
    /** Lark's challenge has the token of an event, in a place of its own; see {@link LarkProof}. */
    LARK(false, Handshake::urlVerification),
    /** HiBob's test of the connection is a text that is signed like an event. */
    HIBOB(false, Handshake::hibob),
    /** GitHub signs its ping like an event. */
    GITHUB(false, Handshake::github),
    /** Greenhouse signs its ping like an event. */
    GREENHOUSE(false, Handshake::greenhouse);

    /** The largest body in which one may be. */
    static final int MOST_BYTES = 10_000;

    private static final int LONGEST_CHALLENGE = 1_000;
    private static final String HIBOB_TEXT = "Ping test";

    private final boolean isBeforeProof;
    private final Function<Delivery, Optional<HandshakeAnswer>> answer;

    Handshake(boolean isBeforeProof, Function<Delivery, Optional<HandshakeAnswer>> answer) {
        this.isBeforeProof = isBeforeProof;
        this.answer = answer;
    }

    /** Whether its sender cannot prove itself yet when it asks. */
    boolean isBeforeProof() {
        return isBeforeProof;
    }

    /**
     * The answer, if this is what {@code delivery} asks for.
     *
     * @throws IntakeException.Malformed if it asks with something that must not be sent back
     */
    Optional<HandshakeAnswer> answer(Delivery delivery) {
        return answer.apply(delivery);
    }

    /** @see <a href="https://developer.okta.com/docs/concepts/event-hooks/#one-time-verification-request">One-time verification request</a> */
    private static Optional<HandshakeAnswer> okta(Delivery delivery) {
        return delivery.method().equals("GET")
                ? delivery.header("x-okta-verification-challenge")
                        .map(challenge -> echo("verification", requirePrintable("challenge", challenge)))
                : Optional.empty();
    }

    /** @see <a href="https://learn.microsoft.com/graph/change-notifications-delivery-webhooks#notificationurl-validation">notificationUrl validation</a> */
    private static Optional<HandshakeAnswer> microsoftGraph(Delivery delivery) {
        return Optional.ofNullable(delivery.query().get("validationToken"))
                .map(token -> HandshakeAnswer.ofText(requirePrintable("validationToken", token)));
    }

    /** @see <a href="https://api.slack.com/events/url_verification">url_verification</a> */
    private static Optional<HandshakeAnswer> urlVerification(Delivery delivery) {
        return json(delivery)
                .filter(Handshake::isUrlVerification)
                .map(body -> echo("challenge", requirePrintable("challenge", text(body.path("challenge")))));
    }

    static boolean isUrlVerification(Delivery delivery) {
        return json(delivery).filter(Handshake::isUrlVerification).isPresent();
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
        if (text.isEmpty() || text.length() > LONGEST_CHALLENGE || !Text.isPrintableAscii(text)) {
            throw new Malformed(noun + " must be text of 1 to " + LONGEST_CHALLENGE + " printable ASCII characters");
        }
        return text;
    }

    /**
     * A bare text, or an object with that text if the sender was not content with the answer.
     *
     * @see <a href="https://apidocs.hibob.com/docs/working-with-webhooks">Working with webhooks</a>
     */
    private static Optional<HandshakeAnswer> hibob(Delivery delivery) {
        if (delivery.body().length > MOST_BYTES) {
            return Optional.empty();
        }
        String bare = Text.trim(new String(delivery.body(), StandardCharsets.UTF_8));
        boolean isPing = bare.equals(HIBOB_TEXT)
                || json(delivery)
                        .map(body -> body.isTextual() ? body : body.path("text"))
                        .filter(text -> text.asText().equals(HIBOB_TEXT))
                        .isPresent();
        return isPing ? Optional.of(understood()) : Optional.empty();
    }

    /** @see <a href="https://docs.github.com/webhooks/webhook-events-and-payloads#ping">ping</a> */
    private static Optional<HandshakeAnswer> github(Delivery delivery) {
        return delivery.header("x-github-event").filter("ping"::equals).map(ping -> understood());
    }

    /** @see <a href="https://developers.greenhouse.io/webhooks.html">Web hooks</a> */
    private static Optional<HandshakeAnswer> greenhouse(Delivery delivery) {
        return json(delivery)
                .filter(body -> body.path("action").asText().equals("ping"))
                .map(ping -> understood());
    }

    private static HandshakeAnswer understood() {
        return HandshakeAnswer.ofHeaders(Map.of());
    }

    /** The JSON in the body, if it is small: what is large is no handshake, and is not read twice. */
    static Optional<JsonNode> json(Delivery delivery) {
        if (delivery.body().length == 0 || delivery.body().length > MOST_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(delivery.body()));
        } catch (Malformed somethingElse) {
            return Optional.empty();
        }
    }
}
