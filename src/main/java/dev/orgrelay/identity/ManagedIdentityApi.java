package dev.orgrelay.identity;

import io.smallrye.mutiny.Multi;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** The endpoints that give tokens of a managed identity, see {@link IdentityProtocol}. The answer comes in pieces, so that it need not be read to its end. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
interface ManagedIdentityApi {

    /** Only the header that the protocol asks for is not null. */
    @GET
    Multi<String> ask(
            @HeaderParam("X-IDENTITY-HEADER") String header,
            @HeaderParam("secret") String secret,
            @HeaderParam("Metadata") String metadata,
            @RestQuery Map<String, String> query);
}
