package dev.orgrelay.identity;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/**
 * The two endpoints that give tokens of a managed identity. The answer comes in pieces, so that it need not be read to its end.
 *
 * @see <a href="https://learn.microsoft.com/azure/app-service/overview-managed-identity#rest-endpoint-reference">App Service, REST endpoint reference</a>
 * @see <a href="https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/how-to-use-vm-token#get-a-token-using-http">IMDS, get a token
 *     using HTTP</a>
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface ManagedIdentityApi {

    String APP_SERVICE_VERSION = "2019-08-01";
    String IMDS_VERSION = "2018-02-01";

    /** App Service and Azure Functions. */
    @GET
    Multi<String> ofAppService(
            @HeaderParam("X-IDENTITY-HEADER") String header,
            @QueryParam("api-version") String apiVersion,
            @QueryParam("resource") String resource,
            @QueryParam("client_id") String clientId);

    /** Virtual machines and what runs on them. */
    @GET
    Multi<String> ofMachine(
            @HeaderParam("Metadata") String metadata,
            @QueryParam("api-version") String apiVersion,
            @QueryParam("resource") String resource,
            @QueryParam("client_id") String clientId);
}
