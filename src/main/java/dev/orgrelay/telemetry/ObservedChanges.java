package dev.orgrelay.telemetry;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.ChangeQueue;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.Ledger;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Optional;

/** Measures what happens to changes. */
record ObservedChanges(Spans spans, Instruments instruments) implements ChangeObserver {

    @Override
    public Uni<Outcome> applying(Change change, Uni<Outcome> work) {
        return Uni.createFrom().deferred(() -> {
            long start = System.nanoTime();
            Uni<Outcome> counted = work.invoke(outcome -> applied(change, outcome, start));
            return spans.around(
                    counted,
                    spans.outer(),
                    "apply " + change.provenance().operation().word(),
                    SpanKind.INTERNAL,
                    span -> describe(span, change),
                    (span, outcome) -> span.setAttribute(Labels.OUTCOME, outcome.word()));
        });
    }

    @Override
    public void settled(Provenance provenance, Outcome outcome) {
        instruments.change(Attributes.builder()
                .put(Labels.SOURCE, provenance.source())
                .put(Labels.OPERATION, provenance.operation().word())
                .put(Labels.OUTCOME, outcome.word())
                .build());
    }

    @Override
    public Ledger over(Ledger ledger) {
        return new ObservedLedger(ledger, spans, instruments);
    }

    @Override
    public void kept(DeadLetter letter) {
        instruments.deadLetter(Attributes.of(Labels.SOURCE, letter.provenance().source()));
    }

    @Override
    public ChangeQueue over(ChangeQueue queue) {
        return new ObservedQueue(queue, spans, instruments);
    }

    @Override
    public void reconciled(String application) {
        instruments.reconciled(application);
    }

    @Override
    public Optional<String> traceparent() {
        return Spans.traceparent(spans.inner());
    }

    @Override
    public <T> Uni<T> continuing(Optional<String> traceparent, Uni<T> work) {
        return Uni.createFrom()
                .deferred(() -> spans.continuing(traceparent.flatMap(Traceparent::read), "take change", work));
    }

    private void applied(Change change, Outcome outcome, long start) {
        instruments.change(labels(change).toBuilder()
                .put(Labels.SOURCE, change.provenance().source())
                .put(Labels.OUTCOME, outcome.word())
                .build());
        instruments.changeTook(
                Duration.ofNanos(System.nanoTime() - start),
                Attributes.of(Labels.APPLICATION, change.application(), Labels.OUTCOME, outcome.word()));
    }

    static Attributes labels(Change change) {
        return Attributes.of(
                Labels.APPLICATION,
                change.application(),
                Labels.OPERATION,
                change.provenance().operation().word());
    }

    static SpanBuilder describe(SpanBuilder span, Change change) {
        Provenance provenance = change.provenance();
        provenance.eventId().ifPresent(id -> span.setAttribute(Labels.EVENT, id));
        return span.setAttribute(Labels.APPLICATION, change.application())
                .setAttribute(Labels.ORGANIZATION, change.organization().value())
                .setAttribute(Labels.OPERATION, provenance.operation().word())
                .setAttribute(Labels.SOURCE, provenance.source());
    }
}
