package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.SmallBody;
import dev.orgrelay.organization.Text;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Handshakes in which a sender wants to be understood, no more. */
final class Pings {

    private static final String HIBOB_TEXT = "Ping test";

    private Pings() {}

    /**
     * A bare text, or an object with that text if the sender was not content with the answer.
     *
     * @see <a href="https://apidocs.hibob.com/docs/working-with-webhooks">Working with webhooks</a>
     */
    static Optional<HandshakeAnswer> hibob(Delivery delivery) {
        if (delivery.body().length > SmallBody.MAX_LENGTH) {
            return Optional.empty();
        }
        String bare = Text.trim(new String(delivery.body(), StandardCharsets.UTF_8));
        boolean isPing = bare.equals(HIBOB_TEXT)
                || SmallBody.json(delivery)
                        .map(body -> body.isTextual() ? body : body.path("text"))
                        .filter(text -> text.asText().equals(HIBOB_TEXT))
                        .isPresent();
        return isPing ? Optional.of(understood()) : Optional.empty();
    }

    /** @see <a href="https://docs.github.com/webhooks/webhook-events-and-payloads#ping">ping</a> */
    static Optional<HandshakeAnswer> github(Delivery delivery) {
        return delivery.header("x-github-event").filter("ping"::equals).map(ping -> understood());
    }

    /** @see <a href="https://developers.greenhouse.io/webhooks.html">Web hooks</a> */
    static Optional<HandshakeAnswer> greenhouse(Delivery delivery) {
        return SmallBody.json(delivery)
                .filter(body -> body.path("action").asText().equals("ping"))
                .map(ping -> understood());
    }

    private static HandshakeAnswer understood() {
        return HandshakeAnswer.ofHeaders(Map.of());
    }
}
