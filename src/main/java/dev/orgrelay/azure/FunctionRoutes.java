package dev.orgrelay.azure;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Who may call the functions, and how they fail.
 *
 * <p>The host calls them on the loopback interface and has authenticated whoever caused the call. Where there is no such host, as in a container,
 * anybody could call them; so there they do not exist.
 */
@ApplicationScoped
class FunctionRoutes {

    private static final Logger LOG = Logger.getLogger(FunctionRoutes.class);
    private static final List<String> NAMES = List.of(Functions.EVENT_GRID, Functions.APPLY);
    private static final int BEFORE_THE_FUNCTIONS = -1000;

    private final boolean isOpen;

    FunctionRoutes(@ConfigProperty(name = "orgrelay.dangerous-open-functions") boolean isOpen) {
        this.isOpen = isOpen;
    }

    void register(@Observes Router router) {
        for (String name : NAMES) {
            router.route("/" + name).order(BEFORE_THE_FUNCTIONS).handler(this::admit);
            router.route("/" + name).failureHandler(FunctionRoutes::fail);
        }
    }

    private void admit(RoutingContext context) {
        if (isOpen) {
            context.next();
        } else {
            context.fail(404);
        }
    }

    /** Any status but 2xx makes the host deliver again, or give up after its own count. */
    private static void fail(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure == null) {
            context.next();
            return;
        }
        LOG.warnf("%s failed: %s", context.normalizedPath(), failure.getMessage());
        context.response()
                .setStatusCode(503)
                .putHeader(HttpHeaderNames.CONTENT_TYPE, "application/json")
                .end(new JsonObject().put("error", String.valueOf(failure.getMessage())).encode());
    }
}
