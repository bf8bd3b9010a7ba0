package dev.orgrelay.source;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Proof;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The proof of a sender whose challenge has its token in another place than its events: {@code token}, not {@code header.token}.
 *
 * @param events proves events
 * @param challenges proves a challenge, and nothing else
 */
record LarkProof(Authenticator events, Authenticator challenges) implements Authenticator {

    /** What is missing in the head of an event is missing in that of a challenge too. */
    @Override
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        return Uni.createFrom().item(Optional.empty());
    }

    @Override
    public Proof verify(Delivery delivery) {
        try {
            return events.verify(delivery);
        } catch (Unauthenticated refusal) {
            if (!Handshake.isUrlVerification(delivery)) {
                throw refusal;
            }
            return challenges.verify(delivery);
        }
    }

    @Override
    public Proof assumed(Delivery delivery) {
        return events.assumed(delivery);
    }

    @Override
    public Delivery sign(Delivery request) {
        return Handshake.isUrlVerification(request) ? challenges.sign(request) : events.sign(request);
    }

    @Override
    public String explanation(Delivery delivery) {
        return events.explanation(delivery);
    }

    @Override
    public Redaction redaction() {
        return events.redaction().and(challenges.redaction());
    }
}
