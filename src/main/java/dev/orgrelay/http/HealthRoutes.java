package dev.orgrelay.http;

import io.netty.handler.codec.DateFormatter;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Liveness and readiness below {@code /api}, too, for everybody: the Functions host shows nothing else to the outside. Tells the time by which order is decided. */
@ApplicationScoped
class HealthRoutes {

    static final String ROOT = "/api/health";

    private static final List<String> CHECKS = List.of("/live", "/ready");

    private final String original;
    private final Clock clock;

    HealthRoutes(
            @ConfigProperty(name = "quarkus.http.non-application-root-path", defaultValue = "q") String root,
            Clock clock) {
        this.clock = clock;
        this.original = (root.startsWith("/") ? root : "/" + root) + "/health";
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        for (String check : CHECKS) {
            router.route(HttpMethod.GET, ROOT + check).order(Door.ORDER).handler(context -> {
                context.response().putHeader(HttpHeaderNames.DATE, DateFormatter.format(new Date(clock.millis())));
                context.reroute(original + check);
            });
        }
    }
}
