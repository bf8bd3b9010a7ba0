package dev.orgrelay.http;

import dev.orgrelay.intake.Intake;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Receives the bodies of all requests but events, so that the server does not. It would keep them before anybody is asked, and decode forms that nobody reads.
 * Whoever is no operator has no body read for him: the operators' paths turn him away without it.
 */
@ApplicationScoped
class BodyRoutes {

    private static final String OPERATORS = "/api/";

    /** Whose bodies they are: of operators and the Functions host, or of anybody, for whom nothing is unpacked. */
    private static final String ADMITTED = OPERATORS;

    private static final String EVERYBODY = "/";
    private static final Set<HttpMethod> WITH_BODY =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private final RequestBodies bodies;
    private final OperatorAccess access;

    BodyRoutes(RequestBodies bodies, OperatorAccess access) {
        this.bodies = bodies;
        this.access = access;
    }

    void register(@Observes @Priority(Door.BODIES) Router router) {
        router.route().order(Door.ORDER).handler(this::receive);
    }

    private void receive(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean isForOperators = context.normalizedPath().startsWith(OPERATORS);
        boolean isAdmitted = isForOperators || context.get(Intake.ADMITTED) != null;
        if (!hasBody(request)) {
            context.next();
        } else if (isForOperators && !isOperator(request)) {
            bodies.drop(context);
            goOn(context, Buffer.buffer());
        } else {
            Uni.createFrom()
                    .deferred(() -> bodies.receive(context, isAdmitted ? ADMITTED : EVERYBODY, isAdmitted))
                    .map(body -> isAdmitted ? body.decoded() : body.received())
                    .subscribe()
                    .with(
                            body -> {
                                if (isForOperators) {
                                    RequestRecords.admitted(context, body);
                                }
                                goOn(context, Buffer.buffer(body));
                            },
                            failure -> bodies.answer(context, Problems.of(failure)));
        }
    }

    private boolean isOperator(HttpServerRequest request) {
        try {
            access.require(request, false);
            return true;
        } catch (ProblemException turnedAway) {
            return false;
        }
    }

    /** The Java worker of Azure Functions hands requests over that announce no body and have one. */
    private static boolean hasBody(HttpServerRequest request) {
        return WITH_BODY.contains(request.method())
                || request.headers().contains(HttpHeaders.CONTENT_LENGTH)
                || request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    private static void goOn(RoutingContext context, Buffer body) {
        RoutingContextInternal internal = (RoutingContextInternal) context;
        internal.setBody(body);
        internal.visitHandler(RoutingContextInternal.BODY_HANDLER);
        context.next();
    }
}
