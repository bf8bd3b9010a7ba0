package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.Applications;
import dev.orgrelay.central.Central;
import dev.orgrelay.central.Listing;
import dev.orgrelay.intake.Intake;
import dev.orgrelay.intake.Report;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.journal.history.OrganizationHistory;
import dev.orgrelay.mapping.Mapped;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.PlanText;
import dev.orgrelay.relay.LedgerKey;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The organizations of an application, for operators: read from IoT Central, changed through the relay. */
@OperatorOnly
@Path("/organizations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
class OrganizationsResource {

    private static final String OPERATOR = "operator";
    private static final String CSV = "text/csv;charset=UTF-8";

    private final Applications applications;
    private final OrganizationHistory histories;
    private final Intake intake;
    private final Clock clock;

    OrganizationsResource(Applications applications, OrganizationHistory histories, Intake intake, Clock clock) {
        this.applications = applications;
        this.histories = histories;
        this.intake = intake;
        this.clock = clock;
    }

    /** All organizations of the application, over all pages: {@code {"value": [...]}}, or a tree for people. */
    @GET
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> list(
            @RestQuery @DefaultValue(Applications.DEFAULT) String application, @Context HttpHeaders headers) {
        return central(application).list().map(Listing::organizations).map(all -> Answer.of(
                        headers, () -> collection(all), () -> PlanText.tree(Hierarchy.of(all)))
                .response());
    }

    /** The same as CSV, as a plan reads it. */
    @GET
    @Produces(CSV)
    public Uni<String> table(@RestQuery @DefaultValue(Applications.DEFAULT) String application) {
        return central(application).list().map(Listing::organizations).map(OrganizationsResource::csv);
    }

    @GET
    @Path("{id}")
    public Uni<ObjectNode> get(@RestPath String id, @RestQuery @DefaultValue(Applications.DEFAULT) String application) {
        return central(application).get(new OrganizationId(id)).map(OrganizationsResource::json);
    }

    /** Why it is as it is. */
    @GET
    @Path("{id}/history")
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> history(
            @RestPath String id,
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @Context HttpHeaders headers) {
        LedgerKey key = new LedgerKey(application, new OrganizationId(id));
        return histories
                .of(key, central(application))
                .map(found -> found.orElseThrow(() -> new ProblemException(
                        404, "neither the ledger nor IoT Central knows an organization '" + id + "'")))
                .map(history -> Answer.of(headers, () -> history, () -> HistoryText.of(history))
                        .response());
    }

    /** Creates the organization, or makes it like this. */
    @PUT
    @Path("{id}")
    public Uni<Response> create(
            @RestPath String id,
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @RestQuery boolean dryRun,
            @Context RoutingContext context,
            byte[] body) {
        OrganizationId organization = new OrganizationId(id);
        OrganizationFields fields = OrganizationFields.read(body, organization);
        Change change = new Change.Create(
                existing(application),
                organization,
                fields.requireDisplayName(),
                fields.placement().parent(),
                provenance(Operation.CREATE));
        return apply(change, dryRun, RequestRecords.of(context));
    }

    /** Changes what the body mentions. */
    @PATCH
    @Path("{id}")
    public Uni<Response> update(
            @RestPath String id,
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @RestQuery boolean dryRun,
            @Context RoutingContext context,
            byte[] body) {
        OrganizationId organization = new OrganizationId(id);
        OrganizationFields fields = OrganizationFields.read(body, organization).requireSomething();
        Change change = new Change.Update(
                existing(application),
                organization,
                fields.displayName(),
                fields.placement(),
                provenance(Operation.UPDATE));
        return apply(change, dryRun, RequestRecords.of(context));
    }

    @DELETE
    @Path("{id}")
    public Uni<Response> delete(
            @RestPath String id,
            @RestQuery @DefaultValue(Applications.DEFAULT) String application,
            @RestQuery boolean dryRun,
            @Context RoutingContext context) {
        OrganizationId organization = new OrganizationId(id);
        Change change = new Change.Delete(existing(application), organization, provenance(Operation.DELETE));
        return apply(change, dryRun, RequestRecords.of(context));
    }

    private Uni<Response> apply(Change change, boolean isDryRun, Recording recording) {
        List<Mapped> changes = List.of(new Mapped.ToApply(change));
        Uni<Report> report =
                isDryRun ? intake.plan(OPERATOR, changes, recording) : intake.take(OPERATOR, changes, recording);
        return report.map(Answer::of).map(answer -> answer.response(recording));
    }

    private Provenance provenance(Operation operation) {
        return Provenance.byHand(OPERATOR, operation, clock.instant());
    }

    private String existing(String application) {
        central(application);
        return application;
    }

    private Central central(String application) {
        return OperatorParameters.central(applications, application);
    }

    private static ObjectNode collection(List<Organization> organizations) {
        ObjectNode collection = JsonNodeFactory.instance.objectNode();
        ArrayNode value = collection.putArray("value");
        organizations.forEach(organization -> value.add(json(organization)));
        return collection;
    }

    /** RFC 4180, with every name in quotes. */
    private static String csv(List<Organization> organizations) {
        StringBuilder csv = new StringBuilder("id,displayName,parent\r\n");
        organizations.forEach(one -> csv.append(one.id())
                .append(",\"")
                .append(one.displayName().replace("\"", "\"\""))
                .append("\",")
                .append(one.parent().map(Object::toString).orElse(""))
                .append("\r\n"));
        return csv.toString();
    }

    private static ObjectNode json(Organization organization) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", organization.id().value())
                .put("displayName", organization.displayName());
        organization.parent().ifPresent(parent -> json.put("parent", parent.value()));
        return json;
    }
}
