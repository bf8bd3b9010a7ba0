package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.relay.LedgerStore.Found;
import dev.orgrelay.relay.Reservation.Acquired;
import dev.orgrelay.relay.Reservation.Busy;
import dev.orgrelay.relay.Reservation.Seen;
import dev.orgrelay.relay.Reservation.Superseded;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * One change asks for its organization.
 *
 * <p>What the store is known to have held is tried first, which saves a read. A history only grows, so what it has overtaken stays overtaken; whether
 * somebody is at work there is believed only when freshly read.
 */
final class Acquisition {

    private static final int TRIES = 5;

    private final Change change;
    private final Claim claim;
    private final Claims claims;
    private final LedgerStore store;
    private final Clock clock;

    Acquisition(Change change, Claim claim, Claims claims, LedgerStore store, Clock clock) {
        this.change = change;
        this.claim = claim;
        this.claims = claims;
        this.store = store;
        this.clock = clock;
    }

    Uni<Reservation> run() {
        return store.known(claim.key())
                .map(found -> decide(found, false, TRIES))
                .orElseGet(() -> readAndDecide(TRIES));
    }

    /** The answer that what was applied gives by itself; empty if there is none. */
    static Optional<Reservation> settled(Change change, History history) {
        if (history.hasSeen(change)) {
            return Optional.of(new Seen());
        }
        return history.newerPartOf(change).isPresent() ? Optional.empty() : Optional.of(superseded(history));
    }

    private Uni<Reservation> readAndDecide(int tries) {
        return store.read(claim.key()).flatMap(found -> decide(found, true, tries));
    }

    private Uni<Reservation> decide(Found found, boolean isFresh, int tries) {
        LedgerEntry entry = found.entry();
        if (entry.isHeldBy(claim.lease())) {
            // it was written before, only the answer was lost
            return acquired(entry, entry.history().newerPartOf(change).orElseThrow());
        }
        if (entry.history().hasSeen(change)) {
            return answer(new Seen());
        }
        if (isBusy(entry)) {
            return isFresh ? answer(new Busy()) : readAndDecide(tries);
        }
        History history = entry.historyWithoutHolder();
        return history.newerPartOf(change)
                .map(remainder -> write(found, history, remainder, tries))
                .orElseGet(() -> answer(superseded(history)));
    }

    private boolean isBusy(LedgerEntry entry) {
        return entry.isLeased(clock.instant())
                && entry.lease()
                        .filter(lease -> !claims.isLeftOver(lease, claim))
                        .isPresent();
    }

    private Uni<Reservation> write(Found found, History history, Change remainder, int tries) {
        FieldTimes intended = history.times().with(remainder);
        LedgerEntry entry = new LedgerEntry(history, Optional.of(claim.leaseFrom(clock.instant(), intended)));
        return store.write(claim.key(), found, entry).flatMap(written -> {
            if (written.isPresent()) {
                return acquired(entry, remainder);
            }
            return tries > 1 ? Pause.aMoment().flatMap(waited -> readAndDecide(tries - 1)) : answer(new Busy());
        });
    }

    private Uni<Reservation> acquired(LedgerEntry entry, Change remainder) {
        claim.isGoodUntil(entry.lease().map(Lease::until).orElse(Instant.MIN));
        return answer(new Acquired(change, remainder, claim.lease()));
    }

    private static Reservation superseded(History history) {
        return new Superseded("a change of " + history.times().latest() + " was applied before");
    }

    private static Uni<Reservation> answer(Reservation reservation) {
        return Uni.createFrom().item(reservation);
    }
}
