package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.relay.DistantStore.Fate;
import dev.orgrelay.relay.Reservation.Acquired;
import dev.orgrelay.relay.Reservation.Busy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Instances that share a store which is far away. */
class SharedLedgerTest {

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final LedgerStore shared = LedgerStore.inMemory(clock);
    private final Alarm alarm = new Alarm();
    private final Deque<Fate> fates = new ArrayDeque<>();

    @AfterEach
    void stop() {
        alarm.stop();
    }

    @Test
    void neverAreTwoChangesOfOneOrganizationInFlight() throws Exception {
        List<AtomicInteger> inFlight = List.of(new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
        AtomicInteger most = new AtomicInteger();
        AtomicInteger acquired = new AtomicInteger();
        List<Ledger> instances = List.of(instance(), instance(), instance());
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < 12; thread++) {
            Ledger ledger = instances.get(thread % instances.size());
            int first = thread * 1000;
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    int which = ThreadLocalRandom.current().nextInt(inFlight.size());
                    Reservation answer = ledger.acquire(rename("o-" + which, "name", first + i))
                            .await()
                            .indefinitely();
                    if (answer instanceof Acquired right) {
                        acquired.incrementAndGet();
                        most.accumulateAndGet(inFlight.get(which).incrementAndGet(), Math::max);
                        Thread.yield();
                        inFlight.get(which).decrementAndGet();
                        ledger.release(right).await().indefinitely();
                    }
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(most).hasValue(1);
        assertThat(acquired.get()).isGreaterThan(20);
    }

    @Test
    void aRightWhoseAnswerWasLostIsRecognised() {
        Ledger ledger = instance();
        fates.add(Fate.ARRIVES);
        fates.add(Fate.ARRIVES_AND_ITS_ANSWER_IS_LOST);
        assertThatThrownBy(() -> acquire(ledger, 1)).hasMessage("the store cannot be reached");

        assertThat(acquire(instance(), 1)).isInstanceOf(Busy.class);
        assertThat(acquire(ledger, 1)).isInstanceOf(Acquired.class);
    }

    @Test
    void whatCouldNotBeGivenBackDoesNotHoldUpTheInstanceItself() {
        Ledger ledger = instance();
        Acquired right = (Acquired) acquire(ledger, 5);
        for (int i = 0; i < 4; i++) {
            fates.add(Fate.IS_LOST);
        }
        assertThatThrownBy(() -> ledger.complete(right).await().indefinitely())
                .hasMessage("the store cannot be reached");

        assertThat(acquire(ledger, 4)).isInstanceOf(Reservation.Superseded.class);
        Acquired again = (Acquired) acquire(ledger, 5);
        ledger.complete(again).await().indefinitely();
        assertThat(acquire(instance(), 5)).isInstanceOf(Reservation.Seen.class);
    }

    @Test
    void aStoreThatFailsForAMomentIsAskedAgainWhenARightIsGivenBack() {
        Ledger ledger = instance();
        Acquired right = (Acquired) acquire(ledger, 5);
        fates.add(Fate.ARRIVES_AND_ITS_ANSWER_IS_LOST);
        fates.add(Fate.IS_LOST);

        ledger.complete(right).await().indefinitely();

        assertThat(acquire(instance(), 5)).isInstanceOf(Reservation.Seen.class);
    }

    @Test
    void aLeaseIsRenewedAsLongAsItsChangeIsUnderWay() {
        StoredLedger ledger = instance();
        Acquired right = (Acquired) acquire(ledger, 1);
        for (int i = 0; i < 10; i++) {
            clock.advance(new LeaseTerm(LedgerStore.USUAL_LEASE).renewedAfter());
            ledger.renew(right);
        }

        assertThat(ledger.holds(right)).isTrue();
        assertThat(acquire(instance(), 2)).isInstanceOf(Busy.class);
        ledger.complete(right).await().indefinitely();
        assertThat(lease()).isEmpty();
        ledger.renew(right);
        assertThat(lease()).isEmpty();
    }

    @Test
    void aLeaseThatSomebodyElseTookOverIsNotRenewed() {
        StoredLedger ledger = instance();
        Acquired lost = (Acquired) acquire(ledger, 1);
        clock.advance(LedgerStore.USUAL_LEASE);
        StoredLedger other = instance();
        Acquired next = (Acquired) acquire(other, 2);

        ledger.renew(lost);

        assertThat(ledger.holds(lost)).isFalse();
        assertThat(other.holds(next)).isTrue();
        assertThat(lease()).map(Lease::id).contains(next.lease());
    }

    @Test
    void inOneInstanceNobodyAsksTheStoreForAnOrganizationThatIsAtWork() {
        Ledger ledger = instance();
        acquire(ledger, 1);
        fates.add(Fate.IS_LOST);

        assertThat(acquire(ledger, 2)).isInstanceOf(Busy.class);
        assertThat(fates).hasSize(1);
    }

    private Optional<Lease> lease() {
        return shared.read(LedgerKey.of(create("seattle", "name", null, 1)))
                .await()
                .indefinitely()
                .entry()
                .lease();
    }

    private StoredLedger instance() {
        return new StoredLedger(new DistantStore(shared, this::nextFate), alarm, clock);
    }

    private synchronized Fate nextFate() {
        return fates.isEmpty() ? Fate.ARRIVES : fates.remove();
    }

    private static Reservation acquire(Ledger ledger, int at) {
        return ledger.acquire(rename("seattle", "name", at)).await().indefinitely();
    }
}
