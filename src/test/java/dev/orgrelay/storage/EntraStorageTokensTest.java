package dev.orgrelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EntraStorageTokensTest {

    private final List<String> asked = new ArrayList<>();
    private final EntraStorageTokens tokens = new EntraStorageTokens(new Recorded());

    @Test
    void theTokenIsOfTheIdentityThatWasAskedFor() {
        String token = tokens.token(Optional.of("blue")).await().indefinitely();

        assertThat(token).isEqualTo("token of Optional[blue] for https://storage.azure.com/.default");
    }

    @Test
    void aRefusedTokenIsReplacedOnce() {
        String token = tokens.token(Optional.empty()).await().indefinitely();
        tokens.refused(Optional.empty());
        tokens.refused(Optional.empty());

        assertThat(asked).containsExactly("instead of " + token);
    }

    private final class Recorded implements AccessTokens {

        @Override
        public AccessToken ofManagedIdentity(Optional<String> clientId, String scope) {
            return new AccessToken() {
                @Override
                public Uni<String> get() {
                    return Uni.createFrom().item("token of " + clientId + " for " + scope);
                }

                @Override
                public Uni<Optional<String>> insteadOf(String refused) {
                    asked.add("instead of " + refused);
                    return Uni.createFrom().item(Optional.empty());
                }
            };
        }

        @Override
        public AccessToken of(ClientCredentials credentials, String scope) {
            throw new UnsupportedOperationException("storage has a managed identity");
        }
    }
}
