package dev.orgrelay.telemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/** Measures the requests that are meant for Org Relay: those of the API and those of the Functions host. */
record ObservedRequests(Spans spans, Instruments instruments) {

    private static final int FIRST_ERROR = 500;

    void observe(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (Route.isMeantForUs(request.method().name(), request.path())) {
            begin(context);
        }
        context.next();
    }

    private void begin(RoutingContext context) {
        HttpServerRequest request = context.request();
        long start = System.nanoTime();
        String method = Route.method(request.method().name());
        Span span = spans.begin(method, SpanKind.SERVER, Arrivals.traceparent(request));
        span.setAttribute(Labels.METHOD, method).setAttribute(Labels.PATH, request.path());
        Arrivals.invocation(request).ifPresent(id -> span.setAttribute(Labels.INVOCATION, id));
        context.addEndHandler(ended -> end(context, span, Duration.ofNanos(System.nanoTime() - start)));
    }

    private void end(RoutingContext context, Span span, Duration took) {
        String method = Route.method(context.request().method().name());
        int status = context.response().getStatusCode();
        String route = Route.of(context.request().path());
        span.updateName(method + " " + route).setAttribute(Labels.ROUTE, route).setAttribute(Labels.STATUS, (long)
                status);
        if (status >= FIRST_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
        instruments.requestTook(
                took, Attributes.of(Labels.METHOD, method, Labels.ROUTE, route, Labels.STATUS, (long) status));
    }
}
