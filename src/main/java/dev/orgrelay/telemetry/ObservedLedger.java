package dev.orgrelay.telemetry;

import dev.orgrelay.organization.Change;
import dev.orgrelay.relay.Ledger;
import dev.orgrelay.relay.Reservation;
import dev.orgrelay.relay.Reservation.Acquired;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.smallrye.mutiny.Uni;

/** Measures a ledger: how long it takes, and how often a change finds its organization taken. */
final class ObservedLedger implements Ledger {

    private final Ledger ledger;
    private final Spans spans;
    private final Instruments instruments;

    ObservedLedger(Ledger ledger, Spans spans, Instruments instruments) {
        this.ledger = ledger;
        this.spans = spans;
        this.instruments = instruments;
    }

    @Override
    public Uni<Reservation> acquire(Change change) {
        return around("acquire", ledger.acquire(change)).invoke(reservation -> {
            if (reservation instanceof Reservation.Busy) {
                instruments.ledgerConflict(Attributes.of(Labels.APPLICATION, change.application()));
            }
        });
    }

    @Override
    public boolean holds(Acquired reservation) {
        return ledger.holds(reservation);
    }

    @Override
    public Uni<Void> complete(Acquired reservation) {
        return around("complete", ledger.complete(reservation));
    }

    @Override
    public Uni<Void> postpone(Acquired reservation) {
        return around("postpone", ledger.postpone(reservation));
    }

    @Override
    public Uni<Void> release(Acquired reservation) {
        return around("release", ledger.release(reservation));
    }

    private <T> Uni<T> around(String verb, Uni<T> work) {
        return Uni.createFrom()
                .deferred(() -> spans.around(
                        work, spans.inner(), "ledger " + verb, SpanKind.INTERNAL, span -> span, (span, item) -> {}));
    }
}
