package dev.orgrelay.http;

import dev.orgrelay.journal.Recording;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.Reconciler;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** What would be done to make an application like a hierarchy. Nothing is sent but one list. */
@OperatorOnly
@Path("/plan")
@Consumes(MediaType.WILDCARD)
class PlanResource {

    private final Reconciler reconciler;
    private final ReconcileQuery query;

    PlanResource(Reconciler reconciler, ReconcileQuery query) {
        this.reconciler = reconciler;
        this.query = query;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, PlanAnswer.TEXT})
    public Uni<Response> plan(@Context HttpServerRequest request, @Context HttpHeaders headers, byte[] body) {
        return plan(request, headers, body, Recording.NONE);
    }

    /** The same, recorded. */
    Uni<Response> plan(HttpServerRequest request, HttpHeaders headers, byte[] body, Recording recording) {
        Rules rules = query.rules(request);
        PlanAnswer answer = new PlanAnswer(headers, request.params());
        return query.desired(request, body, recording)
                .flatMap(desired -> reconciler.plan(desired, rules))
                .map(plan -> answer.of(plan, rules));
    }
}
