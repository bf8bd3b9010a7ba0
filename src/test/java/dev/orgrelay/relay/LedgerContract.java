package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.relay.Reservation.Acquired;
import dev.orgrelay.relay.Reservation.Busy;
import dev.orgrelay.relay.Reservation.Seen;
import dev.orgrelay.relay.Reservation.Superseded;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger must do, wherever it is kept. */
public abstract class LedgerContract {

    protected final TestClock clock = new TestClock(Changes.HOUR);
    private final Alarm alarm = new Alarm();
    private Ledger ledger;

    /** Makes a place that holds nothing yet. */
    protected void prepare() {}

    /** A store for one more instance, which shares what is kept with the others. */
    protected abstract LedgerStore store();

    @BeforeEach
    void startAnInstance() {
        prepare();
        ledger = instance();
    }

    @AfterEach
    void stop() {
        alarm.stop();
    }

    @Test
    void aCompletedEventIsSeen() {
        complete(acquired(create("seattle", "Seattle", null, 1)));

        assertThat(acquire(create("seattle", "Seattle", null, 1))).isInstanceOf(Seen.class);
    }

    @Test
    void aReleasedEventIsForgotten() {
        ledger.release(acquired(create("seattle", "Seattle", null, 1))).await().indefinitely();

        assertThat(store().read(key("seattle")).await().indefinitely()).isEqualTo(LedgerStore.Found.NOTHING);
        assertThat(acquire(create("seattle", "Seattle", null, 1))).isInstanceOf(Acquired.class);
    }

    @Test
    void oneOrganizationIsInFlightOnlyOnce() {
        acquired(create("seattle", "Seattle", null, 1));

        assertThat(acquire(rename("seattle", "Seattle Sales", 2))).isInstanceOf(Busy.class);
        assertThat(acquire(create("redmond", "Redmond", null, 1))).isInstanceOf(Acquired.class);
    }

    @Test
    void whatWasOvertakenIsSupersededAndSaysByWhat() {
        complete(acquired(delete("seattle", 5)));

        assertThat(acquire(rename("seattle", "Seattle", 4)))
                .isEqualTo(new Superseded("a change of 2026-11-23T10:00:05Z was applied before"));
    }

    @Test
    void whatIsPostponedOvertakesWhatIsOlderAndIsNotSeen() {
        ledger.postpone(acquired(move("seattle", "oregon", 5))).await().indefinitely();

        assertThat(acquire(move("seattle", "washington", 4))).isInstanceOf(Superseded.class);
        assertThat(acquire(move("seattle", "oregon", 5))).isInstanceOf(Acquired.class);
    }

    @Test
    void aTombstoneOutlivesDays() {
        complete(acquired(delete("seattle", 5)));
        clock.advance(Duration.ofDays(4));

        assertThat(acquire(create("seattle", "Seattle", null, 4))).isInstanceOf(Superseded.class);
    }

    @Test
    void anEventWithoutATimeIsRecognisedForLongerThanAnySenderGoesOn() {
        Change timeless = timeless("first");
        complete(acquired(timeless));
        for (int i = 0; i < 100; i++) {
            complete(acquired(timeless("other-" + i)));
        }
        clock.advance(Duration.ofDays(3).plusHours(12));

        assertThat(acquire(timeless)).isInstanceOf(Seen.class);
    }

    @Test
    void aHolderThatNeverComesBackBlocksNoLongerThanItsLease() {
        acquired(create("seattle", "Seattle", null, 1));
        Ledger other = instance();

        clock.advance(LedgerStore.USUAL_LEASE.minusMillis(1));
        assertThat(acquire(other, rename("seattle", "Seattle Sales", 2))).isInstanceOf(Busy.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(acquire(other, rename("seattle", "Seattle Sales", 2))).isInstanceOf(Acquired.class);
    }

    @Test
    void aHolderThatLostItsLeaseMustNotSendAndLeavesTheNewHolderAlone() {
        Acquired lost = acquired(create("seattle", "Seattle", null, 1));
        assertThat(ledger.holds(lost)).isTrue();
        clock.advance(LedgerStore.USUAL_LEASE);
        Ledger other = instance();
        Acquired next = acquired(other, rename("seattle", "Seattle Sales", 2));

        assertThat(ledger.holds(lost)).isFalse();
        ledger.release(lost).await().indefinitely();

        assertThat(acquire(rename("seattle", "other", 3))).isInstanceOf(Busy.class);
        other.complete(next).await().indefinitely();
        assertThat(acquire(rename("seattle", "other", 3))).isInstanceOf(Acquired.class);
    }

    @Test
    void nothingIsSentSoCloseToTheEndOfALeaseThatTheAnswerMayComeAfterIt() {
        Acquired acquired = acquired(create("seattle", "Seattle", null, 1));

        clock.advance(LedgerStore.USUAL_LEASE.minus(new LeaseTerm(LedgerStore.USUAL_LEASE).margin()));

        assertThat(ledger.holds(acquired)).isFalse();
    }

    @Test
    void whatALostHolderCompletesLateIsRememberedAndTakesNothingBack() {
        Acquired lost = acquired(delete("seattle", 5));
        clock.advance(LedgerStore.USUAL_LEASE);
        Ledger other = instance();
        Acquired next = acquired(other, create("seattle", "Seattle again", null, 6));
        other.complete(next).await().indefinitely();

        complete(lost);

        assertThat(acquire(delete("seattle", 5))).isInstanceOf(Seen.class);
        assertThat(acquire(rename("seattle", "in between", 5))).isInstanceOf(Superseded.class);
        assertThat(acquire(other, create("seattle", "Seattle again", null, 6))).isInstanceOf(Seen.class);
    }

    @Test
    void whatALostHolderMayHaveDoneIsNotFollowedBySomethingOlder() {
        acquired(rename("seattle", "newer", 5));
        clock.advance(LedgerStore.USUAL_LEASE);
        Ledger other = instance();

        assertThat(acquire(other, rename("seattle", "older", 4))).isInstanceOf(Superseded.class);
        assertThat(acquire(other, rename("seattle", "newer", 5))).isInstanceOf(Acquired.class);
    }

    @Test
    void anInstanceThatForgotKnowsWhatOthersCompleted() {
        complete(acquired(create("seattle", "Seattle", null, 5)));
        Ledger other = instance();

        assertThat(acquire(other, create("seattle", "Seattle", null, 5))).isInstanceOf(Seen.class);
        assertThat(acquire(other, rename("seattle", "older", 4))).isInstanceOf(Superseded.class);
        Acquired next = acquired(other, rename("seattle", "newer", 6));
        other.complete(next).await().indefinitely();
        assertThat(acquire(rename("seattle", "in between", 5))).isInstanceOf(Superseded.class);
    }

    private Ledger instance() {
        return new StoredLedger(store(), alarm, clock);
    }

    private Reservation acquire(Change change) {
        return acquire(ledger, change);
    }

    private static Reservation acquire(Ledger ledger, Change change) {
        return ledger.acquire(change).await().indefinitely();
    }

    private Acquired acquired(Change change) {
        return acquired(ledger, change);
    }

    private static Acquired acquired(Ledger ledger, Change change) {
        return (Acquired) acquire(ledger, change);
    }

    private void complete(Acquired acquired) {
        ledger.complete(acquired).await().indefinitely();
    }

    /** Nobody knows when it happened, so it counts as new whenever it arrives. */
    private Change timeless(String eventId) {
        Change change = rename("seattle", "Seattle", 0);
        Instant now = clock.instant();
        return new Change.Update(
                change.application(),
                change.organization(),
                change.displayName(),
                change.placement(),
                new Provenance(
                        "hr",
                        change.provenance().operation(),
                        Optional.empty(),
                        Optional.of(eventId),
                        Optional.empty(),
                        now));
    }

    protected static LedgerKey key(String organization) {
        return LedgerKey.of(delete(organization, 1));
    }
}
