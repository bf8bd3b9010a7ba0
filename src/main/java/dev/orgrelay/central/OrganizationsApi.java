package dev.orgrelay.central;

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
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * The five operations of the vendor on organizations, and nothing else. Bodies are JSON that is written already: to have the client write it
 * costs more than all the rest of a call's preparation, since it reads the annotations of the method's parameters each time.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/iotcentral/2022-07-31dataplane/organizations">Organizations, REST API reference</a>
 */
@Path("/api/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface OrganizationsApi {

    /** RFC 7396; declared by the vendor for updates beside {@code application/json}. */
    String MERGE_PATCH = "application/merge-patch+json";

    String API_VERSION = "api-version";

    /** Organizations_List. */
    @GET
    Uni<OrganizationPage> list(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam(API_VERSION) String apiVersion,
            @RestQuery Map<String, String> page);

    /** Organizations_Get. */
    @GET
    @Path("{organizationId}")
    Uni<OrganizationBody> get(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam(API_VERSION) String apiVersion,
            @PathParam("organizationId") String organizationId);

    /** Organizations_Create, which the vendor's own example calls "add or update". */
    @PUT
    @Path("{organizationId}")
    Uni<OrganizationBody> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam(API_VERSION) String apiVersion,
            @PathParam("organizationId") String organizationId,
            byte[] organization);

    /** Organizations_Update: members that are not mentioned stay, {@code null} removes. */
    @PATCH
    @Path("{organizationId}")
    @Consumes(MERGE_PATCH)
    Uni<OrganizationBody> update(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam(API_VERSION) String apiVersion,
            @PathParam("organizationId") String organizationId,
            byte[] mergePatch);

    /** Organizations_Remove. */
    @DELETE
    @Path("{organizationId}")
    Uni<Void> remove(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @QueryParam(API_VERSION) String apiVersion,
            @PathParam("organizationId") String organizationId);
}
