package dev.orgrelay.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.http.ReconcileQuery.Asked;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.reconcile.PlanJson;
import dev.orgrelay.reconcile.Reconciler;
import dev.orgrelay.reconcile.Reconciliation;
import dev.orgrelay.reconcile.SavedPlan;
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
        return query.asked(request, body, recording)
                .flatMap(asked -> reconciler.reconcile(asked.desired(), asked.rules()))
                .map(result -> answer(result).response(recording));
    }

    /** Answers while it runs: a line for each finished step, and at the end one for the whole. */
    @POST
    @Produces(NDJSON)
    public Multi<ObjectNode> reconcileStepByStep(
            @Context RoutingContext context, @Context HttpServerRequest request, byte[] body) {
        Recording recording = RequestRecords.of(context);
        boolean isDryRun = RequestEffect.isDryRun(request.params());
        return RestMulti.fromUniResponse(
                query.asked(request, body, recording)
                        .flatMap(asked -> isDryRun ? planned(asked) : begun(asked, recording))
                        .onFailure()
                        .invoke(recording::close),
                lines -> lines);
    }

    private Uni<Multi<ObjectNode>> planned(Asked asked) {
        return reconciler.plan(asked.desired(), asked.rules()).map(plan -> Multi.createFrom()
                .item(SavedPlan.of(asked.desired(), asked.rules(), plan)));
    }

    private Uni<Multi<ObjectNode>> begun(Asked asked, Recording recording) {
        recording.keepOpen();
        return reconciler.reconcile(asked.desired(), asked.rules(), PlanJson::progress, PlanJson::summary);
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
