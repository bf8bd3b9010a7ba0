package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.relay.DistantStore.Fate;
import dev.orgrelay.relay.Reservation.Acquired;
import jakarta.enterprise.inject.Vetoed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Who sees to it that a lease is renewed in time, with an alarm that rings when the test says so. */
class LeaseRenewalTest {

    private static final Duration LEASE = Duration.ofMillis(60);

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final LedgerStore shared = LedgerStore.inMemory(clock);
    private final Queue<Fate> fates = new ArrayDeque<>();
    private final HandAlarm alarm = new HandAlarm();
    private final StoredLedger ledger = new StoredLedger(
            new DistantStore(shared, () -> Optional.ofNullable(fates.poll()).orElse(Fate.ARRIVES), LEASE),
            alarm,
            clock);

    @Test
    void aLeaseIsRenewedAgainAndAgain() {
        acquire("seattle");

        for (int i = 0; i < 3; i++) {
            isRenewed("seattle");
        }
    }

    @Test
    void aRenewalThatFailedIsTriedAgain() {
        acquire("seattle");
        fates.add(Fate.IS_LOST);
        fates.add(Fate.IS_LOST);

        isRenewed("seattle");

        assertThat(fates).isEmpty();
    }

    @Test
    void aLeaseThatWasGivenBackIsNotRenewed() {
        Acquired seattle = acquire("seattle");
        acquire("oslo");
        ledger.complete(seattle).await().indefinitely();

        isRenewed("oslo");

        assertThat(lease("seattle")).isEmpty();
    }

    @Test
    void oneAlarmIsEnoughForAllLeasesAndNoneIsSetWithoutAny() {
        Acquired seattle = acquire("seattle");
        Acquired oslo = acquire("oslo");
        assertThat(alarm.set).hasSize(1);

        alarm.ring();
        assertThat(alarm.set).as("leases remain").hasSize(1);
        ledger.complete(seattle).await().indefinitely();
        ledger.complete(oslo).await().indefinitely();
        alarm.ring();
        assertThat(alarm.set).as("none remains").isEmpty();

        acquire("lima");
        isRenewed("lima");
    }

    private Acquired acquire(String organization) {
        return (Acquired) ledger.acquire(Changes.create(organization, "Name", null, 1))
                .await()
                .indefinitely();
    }

    private void isRenewed(String organization) {
        Instant before = lease(organization).map(Lease::until).orElseThrow();
        clock.advance(Duration.ofMillis(1));
        await().pollInterval(Duration.ofMillis(2)).until(() -> {
            alarm.ring();
            return lease(organization).map(Lease::until).orElseThrow().isAfter(before);
        });
    }

    private Optional<Lease> lease(String organization) {
        LedgerKey key = LedgerKey.of(Changes.create(organization, "Name", null, 1));
        return shared.read(key).await().indefinitely().entry().lease();
    }

    @Vetoed
    private static final class HandAlarm extends Alarm {

        private final List<Runnable> set = new ArrayList<>();

        @Override
        Runnable after(Duration delay, Runnable task) {
            set.add(task);
            return () -> set.remove(task);
        }

        void ring() {
            List<Runnable> rung = List.copyOf(set);
            set.clear();
            rung.forEach(Runnable::run);
        }
    }
}
