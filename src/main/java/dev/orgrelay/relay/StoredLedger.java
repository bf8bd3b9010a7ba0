package dev.orgrelay.relay;

import dev.orgrelay.organization.Change;
import dev.orgrelay.relay.Reservation.Acquired;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

/**
 * The ledger over a store that instances can share.
 *
 * <p>A right is a lease, renewed as long as its change is under way. Whoever takes an organization over from a holder that was not heard of again
 * does as if the holder had done what it wanted to: an older change may not follow then, and the same change comes again, since its sender got no
 * answer.
 */
@Singleton
final class StoredLedger implements Ledger {

    private static final int RETRIES = 3;
    private static final Duration RETRY_DELAY = Duration.ofMillis(100);

    private final LedgerStore store;
    private final Alarm alarm;
    private final Clock clock;
    private final LeaseTerm term;
    private final Claims claims;
    private final AtomicBoolean isWatching = new AtomicBoolean();

    StoredLedger(LedgerStore store, Alarm alarm, Clock clock) {
        this.store = store;
        this.alarm = alarm;
        this.clock = clock;
        this.term = new LeaseTerm(store.lease());
        this.claims = new Claims(term);
    }

    @Override
    public Uni<Reservation> acquire(Change change) {
        return Uni.createFrom().deferred(() -> {
            LedgerKey key = LedgerKey.of(change);
            return store.known(key)
                    .flatMap(found -> Acquisition.settled(change, found.entry().history()))
                    .map(settled -> Uni.createFrom().item(settled))
                    .orElseGet(() -> claims.take(key)
                            .map(claim -> acquire(change, claim))
                            .orElseGet(() -> Uni.createFrom().item(new Reservation.Busy())));
        });
    }

    @Override
    public boolean holds(Acquired reservation) {
        return claims.find(reservation)
                .filter(claim -> claim.isGood(clock.instant()))
                .isPresent();
    }

    @Override
    public Uni<Void> complete(Acquired reservation) {
        Instant now = clock.instant();
        return giveBack(reservation, history -> history.with(reservation.remainder(), reservation.change(), now));
    }

    @Override
    public Uni<Void> postpone(Acquired reservation) {
        return giveBack(reservation, history -> history.overtakenBy(reservation.remainder()));
    }

    @Override
    public Uni<Void> release(Acquired reservation) {
        return giveBack(reservation, history -> history);
    }

    /** Renews the lease now instead of when it is time. */
    void renew(Acquired reservation) {
        claims.find(reservation).ifPresent(this::renew);
    }

    private Uni<Reservation> acquire(Change change, Claim claim) {
        return new Acquisition(change, claim, claims, store, clock)
                .run()
                .onItemOrFailure()
                .invoke((reservation, failure) -> {
                    if (reservation instanceof Acquired) {
                        claim.renewAfter(term.renewedAfter());
                        watchLeases();
                    } else {
                        claims.drop(claim);
                    }
                });
    }

    private Uni<Void> giveBack(Acquired reservation, UnaryOperator<History> next) {
        LedgerKey key = LedgerKey.of(reservation.change());
        Optional<Claim> claim = claims.find(reservation);
        claim.ifPresent(Claim::callRenewalOff);
        Uni<LedgerEntry> revision = new Revision(
                        store, key, entry -> entry.givenBack(reservation.lease(), next.apply(entry.history())))
                .run();
        return revision.onFailure()
                .recoverWithUni(failure -> again(revision))
                .onItemOrFailure()
                .invoke((entry, failure) -> claim.ifPresent(claims::drop))
                .replaceWithVoid();
    }

    /** Set up only when the first try has failed: to be ready for retries takes longer than a try in memory. */
    private static Uni<LedgerEntry> again(Uni<LedgerEntry> revision) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(RETRY_DELAY)
                .flatMap(waited -> revision)
                .onFailure()
                .retry()
                .withBackOff(RETRY_DELAY.multipliedBy(2))
                .withJitter(1)
                .atMost(RETRIES - 1);
    }

    /** One alarm for all leases, since hardly one of them lives long enough to be renewed. */
    private void watchLeases() {
        if (isWatching.compareAndSet(false, true)) {
            alarm.after(term.renewalCheck(), this::renewDue);
        }
    }

    private void renewDue() {
        isWatching.set(false);
        claims.due().forEach(claim -> {
            claim.callRenewalOff();
            renew(claim);
        });
        if (!claims.isEmpty()) {
            watchLeases();
        }
    }

    private void renew(Claim claim) {
        Instant now = clock.instant();
        new Revision(store, claim.key(), entry -> renewed(entry, claim, now))
                .run()
                .subscribe()
                .with(entry -> renewed(claim, entry), failure -> claim.renewAfter(term.renewalRetry()));
    }

    private static LedgerEntry renewed(LedgerEntry entry, Claim claim, Instant now) {
        return entry.lease()
                .filter(lease -> lease.id().equals(claim.lease()))
                .map(lease -> entry.heldBy(claim.leaseFrom(now, lease.intended())))
                .orElse(entry);
    }

    private void renewed(Claim claim, LedgerEntry entry) {
        if (entry.isHeldBy(claim.lease())) {
            entry.lease().map(Lease::until).ifPresent(claim::isGoodUntil);
            claim.renewAfter(term.renewedAfter());
        } else {
            claim.isGoodUntil(Instant.MIN);
        }
    }
}
