package dev.orgrelay.central;

import io.quarkus.rest.client.reactive.Url;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.concurrent.CompletionStage;

/**
 * The five operations of the vendor on organizations, and nothing else.
 *
 * <p>What the client would do anew for each call is done outside of it: URLs are whole, bodies are JSON that is written already, and answers are JSON that is still to
 * be read. To parse the template of a URL, to read the annotations of a body and to look up the class of an answer cost more than all the rest of a call's preparation.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/iotcentral/2022-07-31dataplane/organizations">Organizations, REST API reference</a>
 */
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface OrganizationsApi {

    /** RFC 7396; declared by the vendor for updates beside {@code application/json}. */
    String MERGE_PATCH = "application/merge-patch+json";

    /** Organizations_List. */
    @GET
    CompletionStage<String> list(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Url URI organizations);

    /** Organizations_Get. */
    @GET
    CompletionStage<String> get(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Url URI organization);

    /** Organizations_Create, which the vendor's own example calls "add or update". */
    @PUT
    CompletionStage<String> create(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Url URI organization, byte[] body);

    /** Organizations_Update: members that are not mentioned stay, {@code null} removes. */
    @PATCH
    @Consumes(MERGE_PATCH)
    CompletionStage<String> update(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Url URI organization, byte[] mergePatch);

    /** Organizations_Remove. */
    @DELETE
    CompletionStage<Void> remove(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization, @Url URI organization);
}
