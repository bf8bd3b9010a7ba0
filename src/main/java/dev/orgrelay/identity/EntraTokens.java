package dev.orgrelay.identity;

import io.quarkus.oidc.client.OidcClients;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Tokens of Entra ID. Whoever asks for the same one gets the same one, so that it is cached once. */
@ApplicationScoped
class EntraTokens implements AccessTokens {

    private record Wanted(Object subject, String scope) {}

    private final IdentityConfig config;
    private final Instance<OidcClients> clients;
    private final Clock clock;
    private final Map<Wanted, AccessToken> tokens = new ConcurrentHashMap<>();

    EntraTokens(IdentityConfig config, Instance<OidcClients> clients, Clock clock) {
        this.config = config;
        this.clients = clients;
        this.clock = clock;
    }

    @Override
    public AccessToken ofManagedIdentity(Optional<String> identity, String scope) {
        String subject = identity.map(id -> "managed identity " + id).orElse("the managed identity");
        return cached(identity, subject, scope, () -> new ManagedIdentity(config, identity, scope, clock));
    }

    @Override
    public AccessToken of(ClientCredentials credentials, String scope) {
        return cached(
                credentials,
                credentials.toString(),
                scope,
                () -> new AppRegistration(clients.get(), credentials, scope, config.timeout(), clock));
    }

    private AccessToken cached(Object key, String subject, String scope, Supplier<TokenIssuer> issuer) {
        return tokens.computeIfAbsent(
                new Wanted(key, scope),
                wanted -> new CachedToken(subject + " for " + scope, issuer.get(), config.timeout(), clock));
    }
}
