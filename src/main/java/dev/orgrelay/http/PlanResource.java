package dev.orgrelay.http;

import dev.orgrelay.plan.Plan;
import dev.orgrelay.plan.PlanText;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.reconcile.PlanJson;
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

    /** How many organizations differ: 0 means that nothing is to be done, like an exit code. */
    static final String CHANGES = "X-Plan-Changes";

    private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=UTF-8";

    private final Reconciler reconciler;
    private final ReconcileQuery query;

    PlanResource(Reconciler reconciler, ReconcileQuery query) {
        this.reconciler = reconciler;
        this.query = query;
    }

    /** As JSON or, for those who ask for {@code text/plain}, for people; with colours for {@code ?colour=true}. */
    @POST
    @Produces({MediaType.APPLICATION_JSON, TEXT})
    public Uni<Response> plan(@Context HttpServerRequest request, @Context HttpHeaders headers, byte[] body) {
        Rules rules = query.rules(request);
        boolean isForPeople = wantsText(headers);
        PlanText text = new PlanText(colour(request));
        return query.desired(request, body)
                .flatMap(desired -> reconciler.plan(desired, rules))
                .map(plan -> isForPeople ? answer(plan, TEXT, text.of(plan)) : answer(plan, PlanJson.of(plan, rules)));
    }

    private static Response answer(Plan plan, Object json) {
        return answer(plan, MediaType.APPLICATION_JSON, json);
    }

    private static Response answer(Plan plan, String type, Object entity) {
        return Response.ok(entity, type).header(CHANGES, plan.changes()).build();
    }

    /** The types are sorted by preference; whoever takes anything gets JSON. */
    private static boolean wantsText(HttpHeaders headers) {
        return headers.getAcceptableMediaTypes().stream()
                .filter(type -> type.isCompatible(MediaType.APPLICATION_JSON_TYPE)
                        || type.isCompatible(MediaType.TEXT_PLAIN_TYPE))
                .findFirst()
                .filter(type -> !type.isCompatible(MediaType.APPLICATION_JSON_TYPE))
                .isPresent();
    }

    private static PlanText.Colour colour(HttpServerRequest request) {
        return "true".equals(request.getParam("colour")) ? PlanText.Colour.ANSI : PlanText.Colour.NONE;
    }
}
