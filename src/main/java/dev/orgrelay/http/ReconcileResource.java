package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.DesiredState;
import dev.orgrelay.relay.reconcile.PlanJson;
import dev.orgrelay.relay.reconcile.Reconciler;
import dev.orgrelay.relay.reconcile.Reconciliation;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestMulti;

/** Makes an application like a hierarchy: plans, and applies the plan. */
@OperatorOnly
@Path("/reconcile")
@Consumes(MediaType.WILDCARD)
class ReconcileResource {

    /** One JSON object on each line. */
    static final String NDJSON = "application/x-ndjson";

    private final Reconciler reconciler;
    private final ReconcileQuery query;
    private final PlanResource plan;

    ReconcileResource(Reconciler reconciler, ReconcileQuery query, PlanResource plan) {
        this.reconciler = reconciler;
        this.query = query;
        this.plan = plan;
    }

    /** Answers when all is over: 200 if trying again would change nothing, else 503 with {@code Retry-After}. A dry run is answered as a plan is. */
    @POST
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> reconcile(
            @Context RoutingContext context,
            @Context HttpServerRequest request,
            @Context HttpHeaders headers,
            byte[] body) {
        Recording recording = RequestRecords.of(context);
        if (RequestEffect.isDryRun(request.params())) {
            return plan.plan(request, headers, body, recording);
        }
        Rules rules = query.rules(request);
        return query.desired(request, body, recording)
                .flatMap(desired -> reconciler.reconcile(desired, rules))
                .map(result -> answer(result).response(recording));
    }

    /** Answers while it runs: a line for each finished step, and at the end one for the whole. */
    @POST
    @Produces(NDJSON)
    public Multi<ObjectNode> reconcileStepByStep(
            @Context RoutingContext context, @Context HttpServerRequest request, byte[] body) {
        Recording recording = RequestRecords.of(context);
        Rules rules = query.rules(request);
        boolean isDryRun = RequestEffect.isDryRun(request.params());
        return RestMulti.fromUniResponse(
                query.desired(request, body, recording)
                        .flatMap(desired -> isDryRun ? planned(desired, rules) : begun(desired, rules, recording))
                        .onFailure()
                        .invoke(recording::close),
                lines -> lines);
    }

    private Uni<Multi<ObjectNode>> planned(DesiredState desired, Rules rules) {
        return reconciler.plan(desired, rules).map(plan -> Multi.createFrom().item(PlanJson.of(plan, rules)));
    }

    private Uni<Multi<ObjectNode>> begun(DesiredState desired, Rules rules, Recording recording) {
        recording.keepOpen();
        return reconciler.reconcile(desired, rules, PlanJson::progress, PlanJson::summary);
    }

    private static Answer answer(Reconciliation result) {
        return result.retryAfter()
                .map(wait -> answer(503, result).retryAfter(wait))
                .orElseGet(() -> answer(200, result));
    }

    private static Answer answer(int status, Reconciliation result) {
        return Answer.of(status, MediaType.APPLICATION_JSON, PlanJson.of(result));
    }
}
