package dev.orgrelay.telemetry;

import dev.orgrelay.organization.FailureText;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/**
 * Spans of the request at hand. Two of them are known: the one of the request itself, and the innermost one that is open.
 *
 * <p>What several changes of one request do at the same time belongs to the request, but may be shown below another of its changes.
 */
record Spans(Tracer tracer) {

    private static final String OUTER = "orgrelay.request.span";
    private static final String INNER = "orgrelay.span";

    /** The span of the request; an invalid one outside of requests. */
    Span outer() {
        return CurrentTrace.here().<Span>find(OUTER).orElseGet(Span::getInvalid);
    }

    /** The innermost span; an invalid one outside of requests. */
    Span inner() {
        return CurrentTrace.here().<Span>find(INNER).orElseGet(Span::getInvalid);
    }

    /** Begins the span of a request. */
    Span begin(String name, SpanKind kind, Optional<Traceparent> sender) {
        Span span = builder(name, kind, sender.map(Spans::remote).orElseGet(Span::getInvalid))
                .startSpan();
        CurrentTrace trace = CurrentTrace.here();
        trace.keep(OUTER, span);
        trace.keep(INNER, span);
        return span;
    }

    /**
     * A span around {@code work}.
     *
     * @param attributes adds what is known at the beginning
     * @param end adds what is known at the end
     */
    <T> Uni<T> around(
            Uni<T> work,
            Span parent,
            String name,
            SpanKind kind,
            UnaryOperator<SpanBuilder> attributes,
            BiConsumer<Span, T> end) {
        Span span = attributes.apply(builder(name, kind, parent)).startSpan();
        CurrentTrace trace = CurrentTrace.here();
        trace.keep(INNER, span);
        // whoever comes next must find the span ended, so this does not wait for the termination
        Runnable close = () -> {
            span.end();
            trace.keep(INNER, parent);
        };
        return work.onItem()
                .invoke(item -> {
                    end.accept(span, item);
                    close.run();
                })
                .onFailure()
                .invoke(failure -> {
                    span.setStatus(StatusCode.ERROR, FailureText.of(failure));
                    close.run();
                })
                .onCancellation()
                .invoke(close);
    }

    /** A request of its own, which goes on with the trace of another. */
    <T> Uni<T> continuing(Optional<Traceparent> traceparent, String name, Uni<T> work) {
        Span before = outer();
        Span span = builder(
                        name, SpanKind.CONSUMER, traceparent.map(Spans::remote).orElse(before))
                .addLink(before.getSpanContext())
                .startSpan();
        CurrentTrace trace = CurrentTrace.here();
        trace.keep(OUTER, span);
        trace.keep(INNER, span);
        return work.onTermination().invoke(() -> {
            span.end();
            trace.keep(OUTER, before);
            trace.keep(INNER, before);
        });
    }

    static Optional<String> traceparent(Span span) {
        SpanContext context = span.getSpanContext();
        return context.isValid()
                ? Optional.of("00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                        + context.getTraceFlags().asHex())
                : Optional.empty();
    }

    private SpanBuilder builder(String name, SpanKind kind, Span parent) {
        return tracer.spanBuilder(name)
                .setSpanKind(kind)
                .setParent(Context.root().with(parent));
    }

    private static Span remote(Traceparent traceparent) {
        return Span.wrap(SpanContext.createFromRemoteParent(
                traceparent.traceId(),
                traceparent.spanId(),
                TraceFlags.fromHex(traceparent.flags(), 0),
                TraceState.getDefault()));
    }
}
