package dev.orgrelay.storage;

import dev.orgrelay.identity.AccessToken;
import dev.orgrelay.identity.AccessTokens;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tokens for Azure Storage of the managed identity that the platform gave the program. */
@Singleton
final class EntraStorageTokens implements StorageTokens {

    private static final String SCOPE = "https://storage.azure.com/.default";

    private final AccessTokens tokens;
    private final Map<Optional<String>, String> sent = new ConcurrentHashMap<>();

    EntraStorageTokens(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Uni<String> token(Optional<String> clientId) {
        return of(clientId).get().invoke(token -> sent.put(clientId, token));
    }

    @Override
    public void refused(Optional<String> clientId) {
        Optional.ofNullable(sent.remove(clientId)).ifPresent(token -> of(clientId)
                .insteadOf(token)
                .subscribe()
                .with(another -> {}, failure -> {})); // whoever calls next hears of the failure
    }

    private AccessToken of(Optional<String> clientId) {
        return tokens.ofManagedIdentity(clientId, SCOPE);
    }
}
