package dev.orgrelay.telemetry;

import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.QueuedChanges;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Measures what is put on the change queue. */
record ObservedQueue(ChangeQueue queue, Spans spans, Instruments instruments) implements ChangeQueue {

    @Override
    public boolean isConfigured() {
        return queue.isConfigured();
    }

    @Override
    public List<String> mistakes() {
        return queue.mistakes();
    }

    @Override
    public Uni<Long> length() {
        return queue.length();
    }

    @Override
    public Uni<Void> put(QueuedChanges queued, Duration delay) {
        return Uni.createFrom().deferred(() -> {
            Uni<Void> put = queue.put(queued, delay).invoke(() -> queued.changes()
                    .forEach(change -> instruments.queued(ObservedChanges.labels(change))));
            return spans.around(
                    put,
                    spans.inner(),
                    "put change",
                    SpanKind.PRODUCER,
                    span -> ObservedChanges.describe(span, queued.changes().get(0)),
                    (span, done) -> {});
        });
    }

    @Override
    public Uni<Void> wake(String key, Duration delay) {
        return queue.wake(key, delay);
    }
}
