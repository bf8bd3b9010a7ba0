package dev.orgrelay.relay;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** What this instance is at work on: each organization once, so that a thousand deliveries of one event do not race for it. */
final class Claims {

    private final String instance = UUID.randomUUID() + "/";
    private final LeaseTerm term;
    private final AtomicLong last = new AtomicLong();
    private final Map<LedgerKey, Claim> claims = new ConcurrentHashMap<>();

    Claims(LeaseTerm term) {
        this.term = term;
    }

    /** Empty if the organization is claimed. */
    Optional<Claim> take(LedgerKey key) {
        Claim claim = new Claim(key, instance + last.incrementAndGet(), term);
        return claims.putIfAbsent(key, claim) == null ? Optional.of(claim) : Optional.empty();
    }

    Optional<Claim> find(Reservation.Acquired reservation) {
        return Optional.ofNullable(claims.get(LedgerKey.of(reservation.change())))
                .filter(claim -> claim.lease().equals(reservation.lease()));
    }

    boolean isEmpty() {
        return claims.isEmpty();
    }

    /** Those whose lease is to be renewed now. */
    List<Claim> due() {
        return claims.values().stream().filter(Claim::isDue).toList();
    }

    void drop(Claim claim) {
        claims.remove(claim.key(), claim);
    }

    /**
     * Whether {@code claim} need not wait for {@code lease}: this instance got it for an earlier claim, which is over, but could not give it back.
     */
    boolean isLeftOver(Lease lease, Claim claim) {
        return lease.id().startsWith(instance) && !lease.id().equals(claim.lease());
    }
}
