package dev.orgrelay.telemetry;

import dev.orgrelay.central.CallObserver;
import dev.orgrelay.central.CentralException;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Measures the requests to applications. */
final class ObservedCalls implements CallObserver {

    private static final long SUCCESS = 200;
    private static final long NO_CONTENT = 204;

    private final Spans spans;
    private final Instruments instruments;

    ObservedCalls(Spans spans, Instruments instruments) {
        this.spans = spans;
        this.instruments = instruments;
    }

    @Override
    public <T> Uni<T> call(String application, String method, Uni<T> request) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            Span parent = spans.inner();
            long success = method.equals("DELETE") ? NO_CONTENT : SUCCESS;
            Uni<T> timed = request.onItemOrFailure()
                    .invoke((item, failure) -> took(application, method, start, success, failure));
            return spans.around(
                    timed,
                    parent,
                    method,
                    SpanKind.CLIENT,
                    span -> span.setAttribute(Labels.APPLICATION, application).setAttribute(Labels.METHOD, method),
                    (span, item) -> span.setAttribute(Labels.STATUS, success));
        });
    }

    @Override
    public void waited(String application, Duration time) {
        instruments.waited(time, Attributes.of(Labels.APPLICATION, application));
    }

    private void took(String application, String method, long start, long success, Throwable failure) {
        AttributesBuilder attributes =
                Attributes.builder().put(Labels.APPLICATION, application).put(Labels.METHOD, method);
        if (failure == null) {
            attributes.put(Labels.STATUS, success);
        } else {
            int status = failure instanceof CentralException central ? central.status() : 0;
            attributes.put(Labels.ERROR, status == 0 ? "no_answer" : Integer.toString(status));
            if (status != 0) {
                attributes.put(Labels.STATUS, (long) status);
            }
        }
        instruments.callTook(since(start), attributes.build());
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
