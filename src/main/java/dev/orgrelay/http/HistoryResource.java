package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.journal.history.OrganizationHistory;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Text;
import dev.orgrelay.relay.LedgerKey;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Why an organization is as it is, for operators. */
@OperatorOnly
@Path("/organizations/{id}/history")
class HistoryResource {

    private final Applications applications;
    private final OrganizationHistory histories;

    HistoryResource(Applications applications, OrganizationHistory histories) {
        this.applications = applications;
        this.histories = histories;
    }

    @GET
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> get(
            @RestPath String id,
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @Context HttpHeaders headers) {
        boolean isForPeople = Answer.isForPeople(headers);
        LedgerKey key = new LedgerKey(application, new OrganizationId(id));
        return applications
                .named(application)
                .map(central -> histories.of(key, central))
                .orElseThrow(() -> new ProblemException(
                        404,
                        "no application '" + Text.shorten(application) + "' is configured; there are "
                                + String.join(", ", applications.names())))
                .map(found -> found.map(history -> answer(history, isForPeople))
                        .orElseThrow(() -> new ProblemException(
                                404, "neither the ledger nor IoT Central knows an organization '" + id + "'")));
    }

    private static Response answer(ObjectNode history, boolean isForPeople) {
        Answer answer = isForPeople
                ? Answer.ofText(HistoryText.of(history))
                : Answer.of(200, MediaType.APPLICATION_JSON, history);
        return answer.response();
    }
}
