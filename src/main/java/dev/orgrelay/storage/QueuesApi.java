package dev.orgrelay.storage;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * The operations of Queue Storage that are needed, and nothing else.
 *
 * @see <a href="https://learn.microsoft.com/rest/api/storageservices/queue-service-rest-api">Queue Storage REST API</a>
 */
@Path("{queue}")
@Produces(MediaType.APPLICATION_XML)
interface QueuesApi {

    /** Create Queue. */
    @PUT
    Uni<RestResponse<String>> createQueue(@PathParam("queue") String queue);

    /**
     * Get Queue Metadata.
     *
     * @param what {@code metadata}
     */
    @GET
    Uni<RestResponse<String>> metadata(@PathParam("queue") String queue, @RestQuery("comp") String what);

    /**
     * Put Message.
     *
     * @param visibilityTimeout seconds until it can be seen
     * @param timeToLive seconds until it is gone; -1 for never
     * @param message {@code <QueueMessage><MessageText>...}
     */
    @POST
    @Path("messages")
    @Consumes(MediaType.APPLICATION_XML)
    Uni<RestResponse<String>> put(
            @PathParam("queue") String queue,
            @RestQuery("visibilitytimeout") long visibilityTimeout,
            @RestQuery("messagettl") long timeToLive,
            String message);
}
