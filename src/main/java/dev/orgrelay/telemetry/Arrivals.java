package dev.orgrelay.telemetry;

import dev.orgrelay.central.Applications;
import io.quarkus.vertx.http.runtime.RouteConstants;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/** Notes which trace and which invocation of the Functions host a request belongs to, before anybody works on it. */
@Singleton
record Arrivals(Telemetry telemetry, Applications applications) {

    static final String INVOCATION_FIELD = "invocationId";

    /** The Functions host sets it on every call, and overwrites what a client sends. */
    private static final String INVOCATION_HEADER = "X-Azure-Functions-InvocationId";

    /** It ends up in logs, and without a host anybody could send it. */
    private static final Pattern INVOCATION = Pattern.compile("[0-9A-Za-z-]{1,64}");

    /** Before every other route, the one of the server that reads bodies included. */
    private static final int BEFORE_BODIES = RouteConstants.ROUTE_ORDER_BODY_HANDLER;

    private static final int BEFORE_OTHERS = 100;

    void register(@Observes @Priority(BEFORE_OTHERS) Router router) {
        router.route().order(BEFORE_BODIES).handler(this::note);
        if (telemetry.isOn()) {
            Export export = telemetry.export();
            ObservedRequests observed = new ObservedRequests(export.spans(), export.instruments());
            export.instruments().watch(applications);
            router.route().order(BEFORE_BODIES).handler(observed::observe);
        }
    }

    private void note(RoutingContext context) {
        HttpServerRequest request = context.request();
        traceparent(request).ifPresent(sender -> CurrentTrace.here().keep(sender));
        invocation(request).ifPresent(id -> MDC.put(INVOCATION_FIELD, id));
        context.next();
    }

    static Optional<Traceparent> traceparent(HttpServerRequest request) {
        return Traceparent.read(request.getHeader(Traceparent.HEADER));
    }

    static Optional<String> invocation(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(INVOCATION_HEADER))
                .filter(id -> INVOCATION.matcher(id).matches());
    }
}
