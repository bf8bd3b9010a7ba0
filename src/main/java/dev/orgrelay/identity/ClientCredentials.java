package dev.orgrelay.identity;

import java.util.Objects;

/**
 * An app registration and its secret.
 *
 * @param authority where tokens come from, {@code https://login.microsoftonline.com} or that of a sovereign cloud
 * @param tenantId id or domain of the tenant
 * @param clientId the application (client) id
 * @param secret a client secret, never shown
 */
public record ClientCredentials(String authority, String tenantId, String clientId, String secret) {

    public ClientCredentials {
        Objects.requireNonNull(authority);
        Objects.requireNonNull(tenantId);
        Objects.requireNonNull(clientId);
        Objects.requireNonNull(secret);
    }

    /** The endpoint that gives tokens (Microsoft identity platform, OAuth 2.0 v2.0). */
    String tokenEndpoint() {
        return authority.replaceFirst("/+$", "") + "/" + tenantId + "/oauth2/v2.0/token";
    }

    @Override
    public String toString() {
        return "client " + clientId + " of tenant " + tenantId;
    }
}
