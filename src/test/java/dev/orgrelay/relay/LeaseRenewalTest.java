package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.relay.DistantStore.Fate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** Who sees to it that a lease is renewed in time, with timers that ring when the test says so. */
class LeaseRenewalTest {

    private static final LeaseTerm TERM = LeaseTerm.USUAL;

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final LedgerStore shared = LedgerStore.inMemory(TERM, clock);
    private final Queue<Fate> fates = new ArrayDeque<>();
    private final TestScheduler scheduler = new TestScheduler(clock);
    private final StoredLedger ledger = instance();

    @Test
    void aLeaseIsRenewedAsLongAsItsChangeIsUnderWay() {
        TestWork seattle = begin(ledger, "seattle");

        for (int i = 0; i < 20; i++) {
            clock.advance(TERM.renewedAfter());
            scheduler.ring();
        }

        assertThat(seattle.turn().letsThrough()).isTrue();
        assertThat(begin(instance(), "seattle").outcome().retryAfter()).isPresent();
        seattle.applied();
        assertThat(lease("seattle")).isEmpty();
    }

    @Test
    void aRenewalThatFailedIsTriedAgainAndMeanwhileNothingIsSentOnAGuess() {
        Turn turn = begin(ledger, "seattle").turn();
        fates.add(Fate.IS_LOST);
        clock.advance(TERM.renewedAfter());
        scheduler.ring();
        assertThat(end("seattle")).isEqualTo(Changes.HOUR.plus(TERM.lease()));
        assertThat(turn.letsThrough())
                .as("the first lease still lasts long enough")
                .isTrue();

        clock.advance(TERM.renewedAfter());
        assertThat(turn.letsThrough()).isFalse();
        scheduler.ring();

        assertThat(end("seattle")).isEqualTo(clock.instant().plus(TERM.lease()));
        assertThat(turn.letsThrough()).isTrue();
    }

    @Test
    void aLeaseThatWasGivenBackIsNotRenewed() {
        TestWork seattle = begin(ledger, "seattle");
        begin(ledger, "oslo");
        seattle.applied();

        clock.advance(TERM.renewedAfter());
        scheduler.ring();

        assertThat(lease("seattle")).isEmpty();
        assertThat(end("oslo")).isEqualTo(clock.instant().plus(TERM.lease()));
    }

    @Test
    void aLeaseThatSomebodyElseTookOverIsNotRenewed() {
        TestWork lost = begin(ledger, "seattle");
        clock.advance(TERM.lease());
        TestWork next = TestWork.ask(instance(), Changes.rename("seattle", "name", 2));

        scheduler.ring();

        assertThat(lost.turn().letsThrough()).isFalse();
        assertThat(next.turn().letsThrough()).isTrue();
        assertThat(lease("seattle")).map(Lease::id).contains(next.turn().lease());
    }

    @Test
    void oneTimerIsEnoughForAllLeasesAndNoneIsSetWithoutAny() {
        TestWork seattle = begin(ledger, "seattle");
        TestWork oslo = begin(ledger, "oslo");
        assertThat(scheduler.size()).isOne();

        scheduler.ring();
        assertThat(scheduler.size()).as("leases remain").isOne();
        seattle.applied();
        oslo.applied();
        scheduler.ring();
        assertThat(scheduler.size()).as("none remains").isZero();

        begin(ledger, "lima");
        clock.advance(Duration.ofSeconds(6));
        scheduler.ring();
        assertThat(end("lima")).isEqualTo(clock.instant().plus(TERM.lease()));
    }

    private StoredLedger instance() {
        return new StoredLedger(
                new DistantStore(shared, () -> Optional.ofNullable(fates.poll()).orElse(Fate.ARRIVES)),
                scheduler,
                clock);
    }

    private static TestWork begin(Ledger ledger, String organization) {
        return TestWork.ask(ledger, Changes.create(organization, "Name", null, 1));
    }

    private Instant end(String organization) {
        return lease(organization).map(Lease::until).orElseThrow();
    }

    private Optional<Lease> lease(String organization) {
        LedgerKey key = LedgerKey.of(Changes.create(organization, "Name", null, 1));
        return shared.read(key).await().indefinitely().entry().lease();
    }
}
