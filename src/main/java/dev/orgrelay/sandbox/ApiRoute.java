package dev.orgrelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The way of a request to the API: it is counted, a fault may hit it, and only then it is looked at. */
record ApiRoute(Sandbox sandbox, OrganizationsEndpoint api, FaultInjection injection)
        implements Handler<RoutingContext> {

    /** The path parameter that holds the organization's id. */
    static final String ID = "id";

    @Override
    public void handle(RoutingContext ctx) {
        ApiRequest request = Exchange.request(ctx, Optional.ofNullable(ctx.pathParam(ID)));
        SandboxState state = sandbox.state();
        request.operation().ifPresent(state.counters()::asked);
        state.faults()
                .strike(request.method(), request.path())
                .ifPresentOrElse(
                        rule -> injection.apply(rule, ctx, state.counters(), () -> api.answer(request, state)),
                        () -> Exchange.send(ctx, api.answer(request, state), state.counters()));
    }
}
