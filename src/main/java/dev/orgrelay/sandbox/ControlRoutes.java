package dev.orgrelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.OptionalLong;
import java.util.function.Function;

/** The control desk under {@code /sandbox/control}. */
record ControlRoutes(ControlDesk desk) {

    private static final String CONTROL = SandboxRoutes.ROOT + "/control";

    void open(Router router) {
        router.get(CONTROL).handler(answering(ctx -> desk.look(journalFrom(ctx.request()))));
        router.delete(CONTROL).handler(answering(ctx -> desk.reset()));
        router.put(CONTROL + "/faults").handler(answering(ctx -> desk.faults(Exchange.body(ctx))));
        router.put(CONTROL + "/limits").handler(answering(ctx -> desk.limits(Exchange.body(ctx))));
    }

    private static Handler<RoutingContext> answering(Function<RoutingContext, ApiAnswer> answer) {
        return ctx -> {
            try {
                Exchange.send(ctx, answer.apply(ctx));
            } catch (InvalidSettingException e) {
                Exchange.send(ctx, ControlDesk.problem(400, "Bad Request", e.getMessage()));
            }
        };
    }

    private static OptionalLong journalFrom(HttpServerRequest request) {
        String from = request.getParam("journalFrom");
        if (from != null) {
            return OptionalLong.of(ControlDesk.sequence(from));
        }
        return "true".equals(request.getParam("journal")) ? OptionalLong.of(1) : OptionalLong.empty();
    }
}
