package dev.orgrelay.http;

import dev.orgrelay.http.ReconcileQuery.Asked;
import dev.orgrelay.journal.Recording;
import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.PlanText;
import dev.orgrelay.reconcile.Reconciler;
import dev.orgrelay.reconcile.SavedPlan;
import io.smallrye.mutiny.Uni;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What would be done to make an application like a hierarchy. Nothing is sent but one list. */
@OperatorOnly
@ChangesNothing
@Path("/plan")
@Consumes(MediaType.WILDCARD)
class PlanResource {

    /** How many organizations differ: 0 means that nothing is to be done, like an exit code. */
    private static final String CHANGES = "X-Plan-Changes";

    private final Reconciler reconciler;
    private final ReconcileQuery query;

    PlanResource(Reconciler reconciler, ReconcileQuery query) {
        this.reconciler = reconciler;
        this.query = query;
    }

    @POST
    @Produces({MediaType.APPLICATION_JSON, Answer.TEXT})
    public Uni<Response> plan(@Context HttpServerRequest request, @Context HttpHeaders headers, byte[] body) {
        return plan(request, headers, body, Recording.NONE);
    }

    /** The same, recorded. */
    Uni<Response> plan(HttpServerRequest request, HttpHeaders headers, byte[] body, Recording recording) {
        PlanText text = new PlanText(colour(request.params()));
        return query.asked(request, body, recording)
                .flatMap(
                        asked -> reconciler.plan(asked.desired(), asked.rules()).map(plan -> Answer.of(
                                        headers,
                                        () -> SavedPlan.of(asked.desired(), asked.rules(), plan),
                                        () -> text.of(plan, release(asked, plan)))
                                .with(CHANGES, Integer.toString(plan.changes()))
                                .response()));
    }

    private static Optional<String> release(Asked asked, Plan plan) {
        return plan.held()
                .map(held -> asked.desired().release(asked.desired().posted().base(), asked.rules(), held.digest()));
    }

    private static PlanText.Colour colour(MultiMap query) {
        String written = query.contains("colour") ? query.get("colour") : query.get("color");
        if (written != null && !written.equals("true") && !written.equals("false")) {
            throw new ProblemException(400, "colour must be true or false");
        }
        return "true".equals(written) ? PlanText.Colour.ANSI : PlanText.Colour.NONE;
    }
}
