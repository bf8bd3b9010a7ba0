package dev.orgrelay.http;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The description of the paths below {@code /api}, too, for everybody: the Functions host shows nothing else to the outside. */
@ApplicationScoped
class OpenApiRoute {

    static final String ROOT = "/api/openapi";

    private final String original;

    OpenApiRoute(@ConfigProperty(name = "quarkus.http.non-application-root-path", defaultValue = "q") String root) {
        this.original = (root.startsWith("/") ? root : "/" + root) + "/openapi";
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        router.route(HttpMethod.GET, ROOT).order(Door.ORDER).handler(context -> context.reroute(original));
    }
}
