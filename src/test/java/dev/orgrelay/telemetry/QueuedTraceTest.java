package dev.orgrelay.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.MemoryQueue;
import dev.orgrelay.relay.QueuedChanges;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A trace goes into the change queue and comes out of it again, measured or not. */
class QueuedTraceTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final Optional<String> SENDER = Optional.of("00-" + TRACE + "-00f067aa0ba902b7-01");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static Vertx vertx;

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void withoutTelemetryItIsPassedOnAsItCame() {
        ChangeObserver observer = new PassedOnTraces();

        assertThat(inARequest(observer.continuing(SENDER, traceparentIn(observer))))
                .isEqualTo(SENDER);
    }

    @Test
    void whatIsNoTraceIsNotPassedOn() {
        ChangeObserver observer = new PassedOnTraces();

        assertThat(inARequest(observer.continuing(Optional.of("secret"), traceparentIn(observer))))
                .isEmpty();
    }

    @Test
    void outsideOfARequestThereIsNone() {
        assertThat(new PassedOnTraces().traceparent()).isEmpty();
    }

    @Test
    void withTelemetryTheSpansOfTheQueueBelongToIt() {
        ChangeObserver observer = observed();
        ChangeQueue queue = observer.over(new MemoryQueue());
        QueuedChanges change = new QueuedChanges(change(), 0, Optional.empty());

        Optional<String> inside = inARequest(
                observer.continuing(SENDER, queue.put(change, Duration.ZERO).chain(() -> traceparentIn(observer))));

        SpanData take = span("take change");
        assertThat(take.getTraceId()).isEqualTo(TRACE);
        assertThat(take.getParentSpanId()).isEqualTo("00f067aa0ba902b7");
        assertThat(span("put change").getTraceId()).isEqualTo(TRACE);
        assertThat(span("put change").getParentSpanId()).isEqualTo(take.getSpanId());
        assertThat(inside).contains("00-" + TRACE + "-" + take.getSpanId() + "-01");
    }

    private static Uni<Optional<String>> traceparentIn(ChangeObserver observer) {
        return Uni.createFrom().item(observer::traceparent);
    }

    private static <T> T inARequest(Uni<T> work) {
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        return work.runSubscriptionOn(task -> request.runOnContext(start -> task.run()))
                .await()
                .atMost(PATIENCE);
    }

    private ChangeObserver observed() {
        SdkTracerProvider traces = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new Kept()))
                .build();
        return new ObservedChanges(
                new Spans(traces.get("test")),
                new Instruments(MeterProvider.noop().get("test")));
    }

    private SpanData span(String name) {
        return spans.stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Change change() {
        return new Change.Delete(
                "default",
                new OrganizationId("seattle"),
                new Provenance(
                        "hr", Operation.DELETE, Optional.empty(), Optional.empty(), Optional.empty(), Instant.EPOCH));
    }

    private final class Kept implements SpanExporter {

        @Override
        public CompletableResultCode export(Collection<SpanData> ended) {
            spans.addAll(ended);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
