package dev.orgrelay.central;

import io.quarkus.rest.client.reactive.Url;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;

/**
 * The five operations of the vendor on organizations, and nothing else. Bodies are JSON that is written already, and answers are bytes: what
 * they may hold, {@link OrganizationJson} knows.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/iotcentral/2022-07-31dataplane/organizations">Organizations, REST API reference</a>
 */
@Path("/api/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface OrganizationsApi {

    String AUTHORIZATION = HttpHeaders.AUTHORIZATION;

    /** Names one request to the vendor's support; not in the vendor's description, but the Azure CLI sends it. */
    String REQUEST_ID = "x-ms-client-request-id";

    String API_VERSION = "api-version";
    String ID = "organizationId";

    /** RFC 7396; declared by the vendor for updates beside {@code application/json}. */
    String MERGE_PATCH = "application/merge-patch+json";

    /** Organizations_List. */
    @GET
    Uni<byte[]> list(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(REQUEST_ID) String request,
            @QueryParam(API_VERSION) String version);

    /** Organizations_List, from {@code page} on. */
    @GET
    Uni<byte[]> list(
            @HeaderParam(AUTHORIZATION) String authorization, @HeaderParam(REQUEST_ID) String request, @Url URI page);

    /** Organizations_Get. */
    @GET
    @Path("{organizationId}")
    Uni<byte[]> get(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(REQUEST_ID) String request,
            @PathParam(ID) String id,
            @QueryParam(API_VERSION) String version);

    /** Organizations_Create, which the vendor's own example calls "add or update". */
    @PUT
    @Path("{organizationId}")
    Uni<byte[]> create(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(REQUEST_ID) String request,
            @PathParam(ID) String id,
            @QueryParam(API_VERSION) String version,
            byte[] organization);

    /** Organizations_Update: members that are not mentioned stay, {@code null} removes. */
    @PATCH
    @Path("{organizationId}")
    @Consumes(MERGE_PATCH)
    Uni<byte[]> update(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(REQUEST_ID) String request,
            @PathParam(ID) String id,
            @QueryParam(API_VERSION) String version,
            byte[] mergePatch);

    /** Organizations_Remove. */
    @DELETE
    @Path("{organizationId}")
    Uni<byte[]> remove(
            @HeaderParam(AUTHORIZATION) String authorization,
            @HeaderParam(REQUEST_ID) String request,
            @PathParam(ID) String id,
            @QueryParam(API_VERSION) String version);
}
