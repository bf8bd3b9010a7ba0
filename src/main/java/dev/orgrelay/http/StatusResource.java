package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;

/** How this instance and its applications and sources do, for operators. IoT Central is not called for it. */
@OperatorOnly
@Path("/status")
class StatusResource {

    private final StatusReport report;

    StatusResource(StatusReport report) {
        this.report = report;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> get(@Context HttpHeaders headers, @Context UriInfo uri) {
        boolean isForPeople = Answer.isForPeople(headers);
        return report.of(uri.getBaseUri()).map(status -> answer(status, isForPeople));
    }

    private static Response answer(ObjectNode status, boolean isForPeople) {
        Answer answer = isForPeople
                ? Answer.ofText(new StatusText(status).text())
                : Answer.of(200, MediaType.APPLICATION_JSON, status);
        return answer.response();
    }
}
