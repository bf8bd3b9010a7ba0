package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.relay.Reservation.Acquired;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryLedgerTest {

    private final TestClock clock = new TestClock(Changes.HOUR);
    private final MemoryLedger ledger = new MemoryLedger(clock);

    @Test
    void aCompletedEventIsSeen() {
        complete(acquired(create("seattle", "Seattle", null, 1)));

        assertThat(acquire(create("seattle", "Seattle", null, 1))).isInstanceOf(Reservation.Seen.class);
    }

    @Test
    void aReleasedEventIsForgotten() {
        ledger.release(acquired(create("seattle", "Seattle", null, 1))).await().indefinitely();

        assertThat(ledger.size()).isZero();
        assertThat(acquire(create("seattle", "Seattle", null, 1))).isInstanceOf(Acquired.class);
    }

    @Test
    void oneOrganizationIsInFlightOnlyOnce() {
        acquired(create("seattle", "Seattle", null, 1));

        assertThat(acquire(rename("seattle", "Seattle Sales", 2))).isInstanceOf(Reservation.Busy.class);
        assertThat(acquire(create("redmond", "Redmond", null, 1))).isInstanceOf(Acquired.class);
    }

    @Test
    void aHolderThatNeverComesBackBlocksNoLongerThanItsLease() {
        Acquired lost = acquired(create("seattle", "Seattle", null, 1));
        clock.advance(MemoryLedger.LEASE);

        Acquired next = acquired(rename("seattle", "Seattle Sales", 2));
        ledger.release(lost).await().indefinitely();

        assertThat(acquire(rename("seattle", "other", 3))).isInstanceOf(Reservation.Busy.class);
        complete(next);
        assertThat(acquire(rename("seattle", "other", 3))).isInstanceOf(Acquired.class);
    }

    @Test
    void whatWasOvertakenIsSupersededAndSaysByWhat() {
        complete(acquired(delete("seattle", 5)));

        assertThat(acquire(rename("seattle", "Seattle", 4)))
                .isEqualTo(new Reservation.Superseded("a change of 2026-11-23T10:00:05Z was applied before"));
    }

    @Test
    void itsSizeIsBoundedAndWhatIsInFlightIsNeverForgotten() {
        acquired(create("in-flight", "In flight", null, 1));
        for (int i = 0; i < MemoryLedger.MOST_ORGANIZATIONS + 100; i++) {
            complete(acquired(create("o-" + i, "Organization", null, 1)));
        }

        assertThat(ledger.size()).isEqualTo(MemoryLedger.MOST_ORGANIZATIONS);
        assertThat(acquire(rename("in-flight", "other", 2))).isInstanceOf(Reservation.Busy.class);
    }

    @Test
    void aTombstoneOutlivesDays() {
        complete(acquired(delete("seattle", 5)));
        clock.advance(Duration.ofDays(4));

        assertThat(acquire(create("seattle", "Seattle", null, 4))).isInstanceOf(Reservation.Superseded.class);
    }

    private Reservation acquire(Change change) {
        return ledger.acquire(change).await().indefinitely();
    }

    private Acquired acquired(Change change) {
        return (Acquired) acquire(change);
    }

    private void complete(Acquired acquired) {
        ledger.complete(acquired).await().indefinitely();
    }
}
