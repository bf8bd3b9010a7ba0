package dev.orgrelay.telemetry;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.Ledger;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** Measures a ledger: how long it has a change, and how often a change finds its organization taken. */
record ObservedLedger(Ledger ledger, Spans spans, Instruments instruments) implements Ledger {

    @Override
    public Uni<Outcome> apply(Change change, List<Change> earlier, Work work) {
        return Uni.createFrom()
                .deferred(() -> spans.around(
                        ledger.apply(change, earlier, work),
                        spans.inner(),
                        "ledger apply",
                        SpanKind.INTERNAL,
                        span -> span,
                        (span, outcome) -> {}))
                .invoke(outcome -> {
                    if (outcome.isDeferredFor(Cause.BUSY)) {
                        instruments.ledgerConflict(Attributes.of(Labels.APPLICATION, change.application()));
                    }
                });
    }
}
