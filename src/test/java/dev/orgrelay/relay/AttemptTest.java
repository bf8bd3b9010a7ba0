package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.TestApplications;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a change leaves in the ledger when it does not end well. */
class AttemptTest {

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final StrictApi api = new StrictApi(200);
    private final TestScheduler scheduler = new TestScheduler(clock);
    private final Ledger ledger = new StoredLedger(LedgerStore.inMemory(LeaseTerm.USUAL, clock), scheduler, clock);
    private final Relay relay = relay(ledger);

    @BeforeEach
    void seattleExists() {
        apply(relay, create("seattle", "Seattle", null, 1));
    }

    @Test
    void whatMayHaveBeenCarriedOutIsNotFollowedBySomethingOlder() {
        api.loseNextAnswer();
        assertThat(apply(relay, rename("seattle", "newer", 5))).isInstanceOf(Outcome.Deferred.class);

        assertThat(apply(relay, rename("seattle", "older", 4))).isInstanceOf(Outcome.Stale.class);
        assertThat(api.state()).containsEntry("seattle", "newer under null");
        assertThat(apply(relay, rename("seattle", "newer", 5))).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void whatWasNotCarriedOutForSureLeavesTheWayFreeForSomethingOlder() {
        assertThat(apply(relay, create("redmond", "Redmond", "nowhere", 5))).isInstanceOf(Outcome.Deferred.class);

        assertThat(apply(relay, create("redmond", "Redmond", "seattle", 4))).isInstanceOf(Outcome.Applied.class);
    }

    @Test
    void withoutTheRightNothingIsSent() {
        int before = api.calls().size();

        Outcome outcome = apply(relay(new LostRights()), rename("seattle", "newer", 5));

        assertThat(outcome.detail()).contains("the right to change the organization ran out before it was its turn");
        assertThat(outcome.retryAfter()).isPresent();
        assertThat(api.calls()).hasSize(before);
        assertThat(apply(relay, rename("seattle", "older", 4))).isInstanceOf(Outcome.Applied.class);
    }

    private Relay relay(Ledger ledger) {
        return new Relay(
                TestApplications.of(api.client()),
                ledger,
                TestRelay.ownership(),
                new MemoryDeadLetters(),
                new Timeouts(scheduler),
                clock,
                new ChangeLog(false),
                ChangeObserver.NONE);
    }

    private static Outcome apply(Relay relay, Change change) {
        return relay.apply(List.of(change)).await().indefinitely().get(0);
    }

    /** Whoever gets its turn has lost it by the time of sending. */
    private final class LostRights implements Ledger {

        @Override
        public Uni<Outcome> apply(Change change, List<Change> earlier, Work work) {
            return ledger.apply(change, earlier, new Work() {
                @Override
                public boolean isOutOfTime() {
                    return work.isOutOfTime();
                }

                @Override
                public Uni<Optional<Organization>> look() {
                    return work.look();
                }

                @Override
                public Uni<Outcome> carryOut(Turn turn) {
                    clock.advance(LeaseTerm.USUAL.lease());
                    return work.carryOut(turn);
                }
            });
        }
    }
}
