package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.notice.Notices;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestQuery;

/** Notices, for operators: whether they arrive. */
@OperatorOnly
@Path("/notices")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class NoticesResource {

    private final Notices notices;

    NoticesResource(Notices notices) {
        this.notices = notices;
    }

    /** Sends one within seconds, and again until it is taken. */
    @POST
    @Path("test")
    public Uni<Response> test(@RestQuery boolean dryRun) {
        if (!notices.isOn()) {
            throw new ProblemException(409, "nobody is told anything: set orgrelay.notices.url");
        }
        Uni<ObjectNode> sent = dryRun
                ? Uni.createFrom().item(JsonNodeFactory.instance.objectNode().put("dryRun", true))
                : notices.test().map(id -> JsonNodeFactory.instance.objectNode().put("id", id));
        return sent.map(json -> Answer.of(202, Answer.JSON, json).response());
    }
}
