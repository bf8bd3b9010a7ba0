package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException;
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
    OKTA(true, Challenges::okta),
    /** Microsoft Graph asks before the subscription exists, and so before there is a client state to prove it. */
    MICROSOFT_GRAPH(true, Challenges::microsoftGraph),
    /** Slack signs its challenge like an event. */
    SLACK(false, Challenges::urlVerification),
    /** Lark's challenge has the token of an event, in a place of its own; see {@link LarkProof}. */
    LARK(false, Challenges::urlVerification),
    /** HiBob's test of the connection is a text that is signed like an event. */
    HIBOB(false, Pings::hibob),
    /** GitHub signs its ping like an event. */
    GITHUB(false, Pings::github),
    /** Greenhouse signs its ping like an event. */
    GREENHOUSE(false, Pings::greenhouse);

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
}
