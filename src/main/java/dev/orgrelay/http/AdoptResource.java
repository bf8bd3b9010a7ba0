package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.reconcile.Adoption;
import dev.orgrelay.reconcile.Adoption.Adopted;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** Makes organizations that others have created Org Relay's own, so that the policy {@code sync-owned} may delete them. */
@OperatorOnly
@Path("/adopt")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class AdoptResource {

    private final Applications applications;
    private final Adoption adoption;

    AdoptResource(Applications applications, Adoption adoption) {
        this.applications = applications;
        this.adoption = adoption;
    }

    /** All of an application, or one organization and what is below it: {@code {"owned": 12, "adopted": ["seattle"]}}. */
    @POST
    public Uni<Response> adopt(
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @RestQuery Optional<String> scope,
            @RestQuery boolean dryRun,
            @Context RoutingContext context) {
        Central central = OperatorParameters.central(applications, application);
        Optional<OrganizationId> root = scope.map(OrganizationId::new);
        Uni<Adopted> adopted =
                dryRun ? adoption.plan(application, central, root) : adoption.adopt(application, central, root);
        Recording recording = RequestRecords.of(context);
        return adopted.invoke(done -> recording.detail((dryRun ? "dry run: would adopt " : "adopted ")
                        + done.adopted().size() + " in " + application))
                .map(done -> Answer.of(200, Answer.JSON, json(done, dryRun)).response(recording));
    }

    private static ObjectNode json(Adopted adopted, boolean isDryRun) {
        ObjectNode json = JsonNodeFactory.instance.objectNode().put("owned", adopted.owned());
        ArrayNode ids = json.putArray("adopted");
        adopted.adopted().forEach(id -> ids.add(id.value()));
        return isDryRun ? json.put("dryRun", true) : json;
    }
}
