package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Cause;
import dev.orgrelay.relay.DistantStore.Fate;
import io.smallrye.mutiny.Uni;
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
import org.junit.jupiter.api.Test;

/** Instances that share a store which is far away. */
class SharedLedgerTest {

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final LedgerStore shared = LedgerStore.inMemory(LeaseTerm.USUAL, clock);
    private final TestScheduler scheduler = new TestScheduler(clock);
    private final Deque<Fate> fates = new ArrayDeque<>();

    @Test
    void neverAreTwoChangesOfOneOrganizationUnderWay() throws Exception {
        List<Meter> meters = List.of(new Meter(), new Meter(), new Meter());
        List<Ledger> instances = List.of(distant(), distant(), distant());
        ExecutorService threads = Executors.newFixedThreadPool(12);
        List<Future<?>> ends = new ArrayList<>();
        for (int thread = 0; thread < 12; thread++) {
            Ledger ledger = instances.get(thread % instances.size());
            int first = thread * 1000;
            ends.add(threads.submit(() -> {
                for (int i = 0; i < 60; i++) {
                    int which = ThreadLocalRandom.current().nextInt(meters.size());
                    ledger.apply(rename("o-" + which, "name", first + i), List.of(), meters.get(which))
                            .await()
                            .indefinitely();
                }
            }));
        }
        for (Future<?> end : ends) {
            end.get(60, TimeUnit.SECONDS);
        }
        threads.shutdown();

        assertThat(meters).allSatisfy(meter -> assertThat(meter.most).hasValue(1));
        assertThat(meters.stream().mapToInt(meter -> meter.turns.get()).sum()).isGreaterThan(20);
    }

    @Test
    void aRightWhoseAnswerWasLostBlocksOthersButNotItsEvent() {
        Ledger ledger = instance();
        fates.add(Fate.ARRIVES);
        fates.add(Fate.ARRIVES_AND_ITS_ANSWER_IS_LOST);
        assertThatThrownBy(() -> ask(ledger, 1).outcome()).hasRootCauseMessage("the store cannot be reached");

        assertThat(ask(instance(), 1).outcome()).isInstanceOf(Outcome.Deferred.class);
        assertThat(ask(ledger, 1).isUnderWay()).isTrue();
    }

    @Test
    void whatCouldNotBeGivenBackDoesNotHoldUpItsEvent() {
        Ledger ledger = instance();
        TestWork right = ask(ledger, 5);
        right.turn();
        fates.add(Fate.IS_LOST);
        assertThatThrownBy(right::applied).hasRootCauseMessage("the store cannot be reached");

        assertThat(ask(ledger, 4).outcome().retryAfter()).isPresent();
        ask(ledger, 5).applied();
        assertThat(ask(instance(), 5).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void inOneInstanceNobodyAsksTheStoreForAnOrganizationThatIsAtWork() {
        Ledger ledger = instance();
        ask(ledger, 1).turn();
        fates.add(Fate.IS_LOST);

        assertThat(ask(ledger, 2).hasBegun()).isFalse();
        assertThat(fates).hasSize(1);
    }

    @Test
    void aLeaseInACopyIsNotBelieved() {
        Ledger one = instance();
        Ledger other = instance();
        TestWork newer = ask(other, 5);
        newer.turn();
        assertThat(ask(one, 3).outcome().retryAfter()).as("busy").isPresent();
        newer.leftAlone();
        clock.advance(LeaseTerm.USUAL.lease());

        assertThat(ask(one, 3).isUnderWay()).isTrue();
    }

    private StoredLedger instance() {
        return new StoredLedger(new DistantStore(shared, this::nextFate), scheduler, clock);
    }

    /** One whose waits take time. */
    private StoredLedger distant() {
        return new StoredLedger(new DistantStore(shared, () -> Fate.ARRIVES), Scheduler.ON_WORKERS, clock);
    }

    private synchronized Fate nextFate() {
        return fates.isEmpty() ? Fate.ARRIVES : fates.remove();
    }

    private static TestWork ask(Ledger ledger, int at) {
        return TestWork.ask(ledger, at == 1 ? create("seattle", "name", null, 1) : rename("seattle", "name", at));
    }

    /** Counts who is under way. */
    private static final class Meter implements Ledger.Work {

        private final AtomicInteger underWay = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger turns = new AtomicInteger();

        @Override
        public boolean isOutOfTime() {
            return false;
        }

        @Override
        public Uni<Optional<Organization>> look() {
            return Uni.createFrom().item(Optional.empty());
        }

        @Override
        public Uni<Outcome> carryOut(Turn turn) {
            turns.incrementAndGet();
            most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
            Thread.yield();
            underWay.decrementAndGet();
            return Uni.createFrom().item(new Outcome.Deferred(Cause.NO_ANSWER, "not now"));
        }
    }
}
