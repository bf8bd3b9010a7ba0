package dev.orgrelay.telemetry;

import dev.orgrelay.central.CallObserver;
import dev.orgrelay.central.CentralCall;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Measures the requests to applications. */
record ObservedCalls(Spans spans, Instruments instruments) implements CallObserver {

    @Override
    public <T> Uni<T> call(CentralCall call, Uni<T> request) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            instruments.waited(call.waited(), Attributes.of(Labels.APPLICATION, call.application()));
            Span parent = spans.inner();
            Uni<T> timed = request.onItemOrFailure().invoke((item, failure) -> took(call, start, failure));
            return spans.around(
                    timed,
                    parent,
                    call.method(),
                    SpanKind.CLIENT,
                    span -> span.setAttribute(Labels.APPLICATION, call.application())
                            .setAttribute(Labels.METHOD, call.method()),
                    (span, item) -> span.setAttribute(Labels.STATUS, (long) call.status(null)));
        });
    }

    private void took(CentralCall call, long start, Throwable failure) {
        AttributesBuilder attributes =
                Attributes.builder().put(Labels.APPLICATION, call.application()).put(Labels.METHOD, call.method());
        int status = call.status(failure);
        if (failure != null) {
            attributes.put(Labels.ERROR, status == 0 ? "no_answer" : Integer.toString(status));
        }
        if (status != 0) {
            attributes.put(Labels.STATUS, (long) status);
        }
        instruments.callTook(Duration.ofNanos(System.nanoTime() - start), attributes.build());
    }
}
