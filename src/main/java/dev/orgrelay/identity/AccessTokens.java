package dev.orgrelay.identity;

import java.util.Optional;

/** Where access tokens come from. Nothing is asked for before a token is first used. */
public interface AccessTokens {

    /**
     * A token of the managed identity that the platform gave the program.
     *
     * @param identity a user-assigned identity, by its client id or by its resource id, which begins with {@code /subscriptions/}; empty for the system-assigned
     *     one
     * @param scope what the token is for, such as {@code https://storage.azure.com/.default}
     */
    AccessToken ofManagedIdentity(Optional<String> identity, String scope);

    /**
     * A token of an app registration.
     *
     * @param scope what the token is for, such as {@code https://apps.azureiotcentral.com/.default}
     */
    AccessToken of(ClientCredentials credentials, String scope);
}
