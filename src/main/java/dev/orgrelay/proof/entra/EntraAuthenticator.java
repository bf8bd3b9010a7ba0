package dev.orgrelay.proof.entra;

import dev.orgrelay.message.Delivery;
import dev.orgrelay.message.IntakeException.Unauthenticated;
import dev.orgrelay.message.Redaction;
import dev.orgrelay.proof.Authenticator;
import dev.orgrelay.proof.Proof;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.Set;

/** Lets in whoever sends a token that is genuine, for us, in time, and of an app that may send. Waits now and then, for the keys. */
record EntraAuthenticator(TokenVerifier verifier, Admission admission) implements Authenticator {

    private static final String HEADER = "authorization";
    private static final String BEARER = "Bearer ";

    @Override
    public Uni<Optional<Proof>> verifyHead(Delivery head) {
        return Uni.createFrom()
                .item(() -> head.header(HEADER)
                        .flatMap(EntraAuthenticator::bearer)
                        .orElseThrow(() -> new Unauthenticated("header authorization holds no bearer token")))
                .flatMap(token -> verifier.verify(token, head.deadline()))
                .invoke(admission::check)
                .replaceWith(Optional.of(Proof.withoutId()));
    }

    @Override
    public Delivery sign(Delivery request) {
        throw new IllegalArgumentException(
                "a token of Entra ID cannot be made here: ask Entra ID for one, for example with"
                        + " az account get-access-token --resource <audience>, and send it as authorization: Bearer <token>");
    }

    @Override
    public Redaction redaction() {
        return new Redaction(Set.of(HEADER), Set.of(), Set.of());
    }

    private static Optional<String> bearer(String header) {
        return header.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? Optional.of(header.substring(BEARER.length()).strip()).filter(token -> !token.isEmpty())
                : Optional.empty();
    }
}
