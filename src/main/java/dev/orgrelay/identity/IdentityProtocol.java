package dev.orgrelay.identity;

import io.smallrye.mutiny.Multi;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a managed identity's endpoint is asked.
 *
 * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference">App Service, REST endpoint reference</a>
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#get-a-token-using-http">IMDS, get a token
 *     using HTTP</a>
 */
enum IdentityProtocol {
    /** App Service and Azure Functions. */
    APP_SERVICE("2019-08-01", "client_id", "mi_res_id"),
    /** The same where the version above is not known. */
    FIRST_APP_SERVICE("2017-09-01", "clientid", "mi_res_id"),
    /** Virtual machines and what runs on them. */
    MACHINE("2018-02-01", "client_id", "msi_res_id");

    private final String version;
    private final String clientId;
    private final String resourceId;

    IdentityProtocol(String version, String clientId, String resourceId) {
        this.version = version;
        this.clientId = clientId;
        this.resourceId = resourceId;
    }

    /**
     * Asks once.
     *
     * @param secret what the platform gave the program to prove itself with
     * @param query what {@link #query} made
     */
    Multi<String> ask(ManagedIdentityApi api, String secret, Map<String, String> query) {
        return switch (this) {
            case APP_SERVICE -> api.ask(secret, null, null, query);
            case FIRST_APP_SERVICE -> api.ask(null, secret, null, query);
            case MACHINE -> api.ask(null, null, "true", query);
        };
    }

    /** @param identity as in {@link AccessTokens#ofManagedIdentity} */
    Map<String, String> query(String resource, Optional<String> identity) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("api-version", version);
        query.put("resource", resource);
        identity.ifPresent(id -> query.put(id.startsWith("/") ? resourceId : clientId, id));
        return query;
    }
}
