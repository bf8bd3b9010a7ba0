package dev.orgrelay.proof;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * Lets nobody in.
 *
 * @param reason what to do about it
 */
public record Closed(String reason) implements Authenticator {

    @Override
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        return Uni.createFrom().failure(new Unauthenticated(reason));
    }

    @Override
    public Proof verify(Delivery delivery) {
        throw new Unauthenticated(reason);
    }

    @Override
    public Delivery sign(Delivery request) {
        throw new IllegalArgumentException(reason);
    }
}
