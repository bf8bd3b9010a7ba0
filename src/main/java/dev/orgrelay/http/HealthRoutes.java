package dev.orgrelay.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Liveness and readiness below {@code /api}, too, for everybody: the Functions host shows nothing else to the outside. */
@ApplicationScoped
class HealthRoutes {

    static final String ROOT = "/api/health";

    private static final List<String> CHECKS = List.of("/live", "/ready");

    private final String original;

    HealthRoutes(@ConfigProperty(name = "quarkus.http.non-application-root-path", defaultValue = "q") String root) {
        this.original = (root.startsWith("/") ? root : "/" + root) + "/health";
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        for (String check : CHECKS) {
            router.route(HttpMethod.GET, ROOT + check)
                    .order(Door.ORDER)
                    .handler(context -> context.reroute(original + check));
        }
    }
}
