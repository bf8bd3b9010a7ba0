package dev.orgrelay.central;

import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.TokenException;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** An access token of Entra ID. */
record BearerToken(AccessToken token) implements Credential {

    private static final String BEARER = "Bearer ";

    @Override
    public Uni<String> authorization() {
        return token.get().map(BEARER::concat).onFailure(TokenException.class).transform(CentralException::noToken);
    }

    @Override
    public Uni<Optional<String>> insteadOf(String refused) {
        return token.insteadOf(refused.substring(BEARER.length()))
                .map(other -> other.map(BEARER::concat))
                .onFailure(TokenException.class)
                .transform(CentralException::noToken);
    }

    @Override
    public Optional<String> notice() {
        return Optional.empty();
    }
}
