package dev.orgrelay.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * The way to the console: static files, for everybody, which run nothing but themselves and show nothing without a key. They are below {@code /api} because the
 * Functions host shows nothing else to the outside.
 */
@ApplicationScoped
class ConsoleRoutes {

    static final String ROOT = "/api/console";

    /** The SHA-256 of the import map in {@code index.html}, which is a script. */
    static final String IMPORT_MAP = "sha256-j4TOLVYvkzINBUh+/b+teMT0Ydlwhs2gZNNjxpXYiEk=";

    static final String POLICY = "default-src 'none'; script-src 'self' '" + IMPORT_MAP + "'; style-src 'self';"
            + " connect-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    private final boolean isOff;

    ConsoleRoutes(HttpConfig config) {
        this.isOff = config.console() == ConsoleMode.OFF;
    }

    void register(@Observes @Priority(Door.HEALTH) Router router) {
        router.get("/").order(Door.ORDER).handler(this::lead);
        router.route(ROOT + "*").order(Door.ORDER).handler(this::show);
    }

    private void lead(RoutingContext context) {
        Answer answer = isOff
                ? ProblemException.NOT_FOUND.answer()
                : Answer.of(302).with(HttpHeaderNames.LOCATION.toString(), ROOT + "/");
        answer.send(context.response());
    }

    /** Whoever comes again asks whether a file has changed, so that the files of two versions never run together. */
    private void show(RoutingContext context) {
        if (isOff || context.request().path().equals(ROOT)) {
            lead(context);
            return;
        }
        MultiMap headers = context.response().headers();
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, POLICY);
        headers.set("x-content-type-options", "nosniff");
        headers.set("referrer-policy", "no-referrer");
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-cache");
        context.next();
    }
}
