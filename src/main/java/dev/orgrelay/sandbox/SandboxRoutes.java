package dev.orgrelay.sandbox;

import io.vertx.core.Handler;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** Opens the sandbox under {@code /sandbox} when it is enabled. These are routes of the server, since REST resources are all under {@code /api}. */
@Singleton
final class SandboxRoutes {

    /** Where the sandbox's API begins: this is the URL of the application. */
    static final String ROOT = "/sandbox";

    private static final String ORGANIZATIONS = ROOT + "/api/organizations";
    private static final long MOST_BYTES_IN_A_BODY = 1 << 20;
    private static final int DIGITS_IN_A_REQUEST_ID = 8;

    void register(@Observes Router router, SandboxConfig config) {
        if (config.enabled()) {
            open(router, new Sandbox(Clock.systemUTC(), System::nanoTime), Clock.systemUTC());
        }
    }

    private static void open(Router router, Sandbox sandbox, Clock clock) {
        ErrorAnswers errors = new ErrorAnswers(clock, SandboxRoutes::requestId);
        Handler<RoutingContext> api = new ApiRoute(
                sandbox,
                new OrganizationsEndpoint(new RequestChecks(new AuthorizationHeader(clock)), errors),
                new FaultInjection(errors));
        // Does nothing where a handler for all routes has read the body before.
        router.route(ROOT + "/*").handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES_IN_A_BODY));
        router.route(ORGANIZATIONS).handler(api);
        router.route(ORGANIZATIONS + "/:" + ApiRoute.ID).handler(api);
        router.route(ROOT + "/api/*")
                .handler(ctx -> Exchange.send(ctx, errors.of(Refusal.of(404, "There is nothing under this path."))));
        router.route(ROOT + "/api/*").failureHandler(ctx -> fail(ctx, errors));
        new ControlDesk(sandbox).open(router);
    }

    private static void fail(RoutingContext ctx, ErrorAnswers errors) {
        if (ctx.statusCode() >= 400 && ctx.statusCode() < 500) {
            Exchange.send(ctx, errors.of(Refusal.of(ctx.statusCode(), "The request could not be read.")));
        } else {
            ctx.next();
        }
    }

    private static String requestId() {
        String digits = Long.toString(ThreadLocalRandom.current().nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        return "0".repeat(DIGITS_IN_A_REQUEST_ID).concat(digits).substring(digits.length());
    }
}
