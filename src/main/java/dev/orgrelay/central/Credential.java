package dev.orgrelay.central;

import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.TokenException;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Optional;

/** How Org Relay proves itself to an application. */
interface Credential {

    /** The value of the {@code Authorization} header for the next call. Fails with a {@link CentralException}. Never to be logged. */
    Uni<String> authorization();

    /** Another value in place of one that was answered 401, if there is any. Fails with a {@link CentralException}. */
    Uni<Optional<String>> insteadOf(String refused);

    /** What an operator should know about it while it still works, if anything. */
    Optional<String> notice();

    /** When it ends, if somebody has to renew it and it says so. */
    default Optional<Instant> ends() {
        return Optional.empty();
    }

    /** What the setting {@code credential} can be, by its word. */
    enum Kind {
        API_TOKEN,
        MANAGED_IDENTITY,
        CLIENT_CREDENTIALS
    }

    /** An access token of Entra ID. */
    record Bearer(AccessToken token) implements Credential {

        private static final String BEARER = "Bearer ";

        @Override
        public Uni<String> authorization() {
            return token.get()
                    .map(BEARER::concat)
                    .onFailure(TokenException.class)
                    .transform(CentralException::noToken);
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
}
