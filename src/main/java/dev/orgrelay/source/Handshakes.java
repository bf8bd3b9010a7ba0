package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The handshakes that one source answers. */
final class Handshakes {

    /** What senders of event envelopes may always ask. */
    static final Set<Handshake> OF_EVENTS = EnumSet.of(Handshake.EVENT_GRID, Handshake.CLOUDEVENTS);

    private final List<Handshake> beforeProof;
    private final List<Handshake> afterProof;
    private final List<String> allowedOrigins;

    /** @param allowedOrigins who may ask for the CloudEvents web hook handshake, if it is among {@code handshakes} */
    Handshakes(Collection<Handshake> handshakes, List<String> allowedOrigins) {
        this.beforeProof = handshakes.stream().filter(Handshake::isBeforeProof).toList();
        this.afterProof = handshakes.stream()
                .filter(handshake -> !handshake.isBeforeProof())
                .toList();
        this.allowedOrigins = handshakes.contains(Handshake.CLOUDEVENTS) ? List.copyOf(allowedOrigins) : List.of();
    }

    /** The answer to a sender that cannot prove itself yet. */
    Optional<HandshakeAnswer> beforeProof(Delivery delivery) {
        return first(beforeProof, delivery);
    }

    /** The answer to a sender that has proved itself. */
    Optional<HandshakeAnswer> afterProof(Delivery delivery) {
        return first(afterProof, delivery);
    }

    /** The answer to {@code OPTIONS}: without consent where that handshake is not configured. */
    HandshakeAnswer options(Delivery delivery) {
        return WebHookHandshake.answer(delivery, allowedOrigins);
    }

    private static Optional<HandshakeAnswer> first(List<Handshake> handshakes, Delivery delivery) {
        for (Handshake handshake : handshakes) {
            Optional<HandshakeAnswer> answer = handshake.answer(delivery);
            if (answer.isPresent()) {
                return answer;
            }
        }
        return Optional.empty();
    }
}
