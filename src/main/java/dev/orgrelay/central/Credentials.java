package dev.orgrelay.central;

import dev.orgrelay.central.ApplicationsConfig.ApplicationConfig;
import dev.orgrelay.identity.AccessTokens;
import dev.orgrelay.identity.ClientCredentials;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Makes the credential that an application's settings ask for. */
@ApplicationScoped
class Credentials {

    /** What {@code credential} can be, by its word. */
    enum Kind {
        API_TOKEN,
        MANAGED_IDENTITY,
        CLIENT_CREDENTIALS
    }

    private final AccessTokens tokens;
    private final Clock clock;

    Credentials(AccessTokens tokens, Clock clock) {
        this.tokens = tokens;
        this.clock = clock;
    }

    /** @param config without mistakes */
    Credential of(String application, ApplicationConfig config) {
        return switch (config.credential()) {
            case API_TOKEN -> new ApiToken(application, config.apiToken().orElseThrow(), clock);
            case MANAGED_IDENTITY -> new BearerToken(tokens.ofManagedIdentity(config.clientId(), config.scope()));
            case CLIENT_CREDENTIALS -> new BearerToken(tokens.of(clientCredentials(config), config.scope()));
        };
    }

    private static ClientCredentials clientCredentials(ApplicationConfig config) {
        return new ClientCredentials(
                config.authority().base(),
                config.tenantId().orElseThrow(),
                config.clientId().orElseThrow(),
                config.clientSecret().orElseThrow());
    }
}
