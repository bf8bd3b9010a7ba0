package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.CallWatch;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a ledger promises, wherever its entries are kept. */
public abstract class LedgerContract {

    private static final Duration LEASE = LeaseTerm.USUAL.lease();

    protected final TestClock clock = new TestClock(Changes.HOUR);
    private final TestScheduler scheduler = new TestScheduler(clock);
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

    @Test
    void anEventThatWasAppliedIsADuplicate() {
        ask(create("seattle", "Seattle", null, 1)).applied();

        assertThat(ask(create("seattle", "Seattle", null, 1)).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void whatHadNoEffectLeavesNoTrace() {
        ask(create("seattle", "Seattle", null, 1)).leftAlone();

        assertThat(read("seattle")).isEqualTo(LedgerStore.Found.NOTHING);
        assertThat(ask(create("seattle", "Seattle", null, 1)).isUnderWay()).isTrue();
    }

    @Test
    void oneOrganizationIsUnderWayOnlyOnceAndTheNextFollowsInItsTurn() {
        TestWork first = ask(create("seattle", "Seattle", null, 1));
        first.turn();
        TestWork second = ask(rename("seattle", "Seattle Sales", 2));
        TestWork other = ask(create("redmond", "Redmond", null, 1));

        assertThat(second.hasBegun()).isFalse();
        assertThat(other.isUnderWay()).isTrue();
        first.applied();
        assertThat(second.isUnderWay()).isTrue();
    }

    @Test
    void anotherInstanceWaitsAMomentAndDefers() {
        ask(create("seattle", "Seattle", null, 1)).turn();
        Instant before = clock.instant();

        Outcome outcome = ask(instance(), rename("seattle", "Seattle Sales", 2)).outcome();

        assertThat(outcome.detail()).contains("another change of the same organization is under way");
        assertThat(outcome.retryAfter()).contains(Duration.ofSeconds(2));
        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void whatWasOvertakenIsStaleAndSaysByWhat() {
        ask(delete("seattle", 5)).applied();

        assertThat(ask(rename("seattle", "Seattle", 4)).outcome())
                .isEqualTo(new Outcome.Stale(
                        "a change of 2026-11-23T10:00:05Z was applied before:" + " event delete-seattle-5 of hr"));
    }

    @Test
    void aTombstoneOutlivesDays() {
        ask(delete("seattle", 5)).applied();
        clock.advance(Duration.ofDays(4));

        assertThat(ask(create("seattle", "Seattle", null, 4)).outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void anEventWithoutATimeIsRecognisedForLongerThanAnySenderGoesOn() {
        Change timeless = timeless("first");
        ask(timeless).applied();
        for (int i = 0; i < 100; i++) {
            ask(timeless("other-" + i)).applied();
        }
        clock.advance(Duration.ofDays(3).plusHours(12));

        assertThat(ask(timeless).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aHolderThatNeverComesBackBlocksNoLongerThanItsLease() {
        ask(create("seattle", "Seattle", null, 1)).turn();
        Ledger other = instance();

        clock.advance(LEASE.minusSeconds(2));
        assertThat(ask(other, rename("seattle", "Seattle Sales", 2)).outcome()).isInstanceOf(Deferred.class);
        clock.advance(Duration.ofSeconds(2));
        assertThat(ask(other, rename("seattle", "Seattle Sales", 2)).isUnderWay())
                .isTrue();
    }

    @Test
    void nothingIsSentSoCloseToTheEndOfALeaseThatItsEffectMayComeAfterIt() {
        Turn turn = ask(create("seattle", "Seattle", null, 1)).turn();
        assertThat(turn.letsThrough()).isTrue();

        clock.advance(LEASE.minus(LeaseTerm.USUAL.margin()));

        assertThat(turn.letsThrough()).isFalse();
    }

    @Test
    void whatALostHolderAppliedIsRememberedLateAndTakesNothingBack() {
        TestWork lost = ask(delete("seattle", 5));
        lost.turn();
        clock.advance(LEASE);
        Ledger other = instance();
        ask(other, create("seattle", "Seattle again", null, 6)).applied();

        lost.applied();

        assertThat(ask(delete("seattle", 5)).outcome()).isInstanceOf(Outcome.Duplicate.class);
        assertThat(ask(rename("seattle", "in between", 5)).outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(ask(other, create("seattle", "Seattle again", null, 6)).outcome())
                .isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void ofTheSameTimeWhatWasBegunAfterALostHolderStays() {
        TestWork lost = ask(rename("seattle", "lost", 5));
        lost.turn();
        clock.advance(LEASE);
        ask(instance(), delete("seattle", 5)).applied();

        lost.applied();

        assertThat(read("seattle").entry().history().displayName()).isEqualTo(Mark.NONE);
    }

    @Test
    void whatMayHaveHadItsEffectIsLookedAtBeforeSomethingOlderFollows() {
        ask(create("seattle", "Seattle", null, 1)).applied();
        ask(rename("seattle", "newer", 5)).failed();

        TestWork older = ask(ledger, rename("seattle", "older", 4), organization("newer", null));

        assertThat(older.outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(older.looks()).isOne();
        assertThat(ask(rename("seattle", "newer", 5)).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void whatTurnsOutToHaveHadNoEffectIsNoReasonToHoldAnythingBack() {
        ask(create("seattle", "Seattle", null, 1)).applied();
        ask(rename("seattle", "newer", 5)).failed();

        TestWork older = ask(ledger, rename("seattle", "older", 4), organization("Seattle", null));

        assertThat(older.isUnderWay()).isTrue();
        older.applied();
        assertThat(ask(rename("seattle", "newer", 5)).isUnderWay()).isTrue();
    }

    @Test
    void itIsFoundOutFieldByField() {
        ask(create("seattle", "newer", "washington", 5)).failed();

        TestWork older = ask(ledger, create("seattle", "older", "oregon", 4), organization("newer", null));

        assertThat(older.turn().change().displayName()).isEmpty();
        assertThat(older.turn().change().placement()).isEqualTo(under("oregon"));
        older.applied();
        assertThat(ask(create("seattle", "newer", "washington", 5))
                        .turn()
                        .change()
                        .placement())
                .as("the rest of the event that nobody knew the end of")
                .isEqualTo(under("washington"));
    }

    @Test
    void aNewerChangeNeedNotLookAndSettlesWhatWasInDoubt() {
        ask(rename("seattle", "old", 4)).failed();

        TestWork newer = ask(rename("seattle", "newer", 5));
        assertThat(newer.looks()).isZero();
        newer.applied();

        assertThat(ask(rename("seattle", "old", 4)).outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(read("seattle").entry().open()).isEmpty();
    }

    @Test
    void aNewerChangeWithoutEffectLeavesTheDoubtAsItIs() {
        ask(rename("seattle", "first", 4)).failed();
        ask(rename("seattle", "refused", 5)).leftAlone();

        TestWork older = ask(ledger, rename("seattle", "older", 3), organization("first", null));

        assertThat(older.outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void twoInDoubtAreLookedAtByWhoeverComesNext() {
        ask(rename("seattle", "first", 4)).failed();
        ask(rename("seattle", "second", 5)).failed();

        TestWork newest = ask(ledger, rename("seattle", "newest", 6), organization("first", null));

        assertThat(newest.looks()).isOne();
        newest.applied();
        assertThat(ask(rename("seattle", "first", 4)).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void afterSilenceNobodyElseFollowsUntilItIsSureThatNoEffectComesLate() {
        ask(rename("seattle", "silent", 5)).silent();

        Deferred deferred =
                (Deferred) ask(instance(), rename("seattle", "newer", 6)).outcome();
        assertThat(deferred.reason())
                .isEqualTo(
                        "event rename-seattle-5 of hr got no answer from IoT Central, and may still have its effect");
        assertThat(deferred.delay()).isEqualTo(Duration.ofSeconds(20));

        clock.advance(Duration.ofSeconds(20));
        assertThat(ask(instance(), rename("seattle", "newer", 6)).isUnderWay()).isTrue();
    }

    @Test
    void theSameEventMayGoOnInTheSilenceThatItLeftAndTheSilenceStays() {
        ask(rename("seattle", "silent", 5)).silent();
        clock.advance(Duration.ofSeconds(5));

        ask(instance(), rename("seattle", "silent", 5)).applied();

        assertThat(ask(rename("seattle", "newer", 6)).outcome().retryAfter()).contains(Duration.ofSeconds(15));
        clock.advance(Duration.ofSeconds(15));
        assertThat(ask(rename("seattle", "newer", 6)).isUnderWay()).isTrue();
    }

    @Test
    void nobodyGoesOnInTheSilenceOfAnotherEventThoughThatOneIsDone() {
        ask(create("seattle", "Seattle", "oregon", 3)).failed();
        TestWork newer = ask(rename("seattle", "newer", 5));
        newer.turn().letsThrough();
        newer.turn().ended(CallWatch.Effect.STILL_POSSIBLE);
        newer.applied();

        assertThat(ask(create("seattle", "Seattle", "oregon", 3)).outcome().retryAfter())
                .contains(Duration.ofSeconds(20));
    }

    @Test
    void whatIsRefusedAfterSilenceIsStillInDoubt() {
        ask(rename("seattle", "silent", 5)).silent();
        ask(rename("seattle", "silent", 5)).leftAlone();
        clock.advance(Duration.ofSeconds(20));

        TestWork older = ask(ledger, rename("seattle", "older", 4), organization("silent", null));

        assertThat(older.looks()).isOne();
        assertThat(older.outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void whatACrashedHolderMayHaveDoneIsFoundOut() {
        ask(delete("seattle", 5)).turn();
        clock.advance(LEASE);

        TestWork older = ask(instance(), rename("seattle", "older", 4), Optional.empty());

        assertThat(older.looks()).isOne();
        assertThat(older.outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void aMoveThatCameTooEarlyIsTakenAlongByAnOlderCreate() {
        ask(move("seattle", "oregon", 5)).early();

        TestWork create = ask(create("seattle", "Seattle", "washington", 3));
        assertThat(create.turn().change().placement()).isEqualTo(under("oregon"));
        create.applied();

        assertThat(ask(move("seattle", "oregon", 5)).outcome()).isInstanceOf(Outcome.Duplicate.class);
        assertThat(ask(move("seattle", "idaho", 4)).outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(ask(move("seattle", "idaho", 6)).isUnderWay()).isTrue();
    }

    @Test
    void ofTheMovesThatCameTooEarlyTheNewestCounts() {
        ask(move("seattle", "oregon", 5)).early();
        ask(move("seattle", "idaho", 4)).early();

        assertThat(ask(create("seattle", "Seattle", "washington", 3))
                        .turn()
                        .change()
                        .placement())
                .isEqualTo(under("oregon"));
    }

    @Test
    void aMoveThatMayHaveBeenTakenAlongIsRememberedAsLongAsThatIsInDoubt() {
        ask(move("seattle", "oregon", 5)).early();
        ask(create("seattle", "Seattle", "washington", 3)).failed();
        ask(rename("seattle", "newer", 6)).applied();

        TestWork again = ask(ledger, create("seattle", "Seattle", "washington", 3), organization("newer", "oregon"));

        assertThat(again.looks()).isOne();
        assertThat(again.outcome()).as("nothing is left of it").isInstanceOf(Outcome.Stale.class);
        assertThat(ask(move("seattle", "oregon", 5)).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aMoveThatWaitsIsForgottenWhenSomethingNewerWasApplied() {
        ask(move("seattle", "oregon", 5)).early();
        ask(create("seattle", "Seattle", "washington", 6)).applied();

        assertThat(read("seattle").entry().waiting()).isEmpty();
        assertThat(ask(move("seattle", "oregon", 5)).outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void anEarlierChangeOfTheSameDeliveryIsStaleForGoodOnceALaterOneWasApplied() {
        Change earlier = move("seattle", "oregon", 5);
        Change later = create("seattle", "Seattle", "washington", 5);
        ask(ledger, later, earlier).applied();

        assertThat(ask(earlier).outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(ask(later).outcome()).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void anEarlierChangeOfTheSameDeliveryIsOlderThanALaterOneInDoubt() {
        Change earlier = rename("seattle", "earlier", 5);
        Change later = create("seattle", "later", null, 5);
        ask(ledger, later, earlier).failed();

        TestWork again = ask(ledger, earlier, organization("later", null));

        assertThat(again.looks()).isOne();
        assertThat(again.outcome()).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void ofTwoDeliveriesWithOneTimeTheOneBegunLaterCounts() {
        ask(rename("seattle", "one", 5)).applied();
        Change other = create("seattle", "other", null, 5);
        ask(other).applied();

        assertThat(ask(rename("seattle", "one", 5)).outcome())
                .as("it keeps the place of its first beginning")
                .isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void whatIsAskedForByHandWinsOverWhateverIsKnown() {
        ask(rename("seattle", "ahead", 200)).applied();
        Change byHand = new Change.Update(
                "default",
                new OrganizationId("seattle"),
                Optional.of("by hand"),
                Placement.unchanged(),
                Provenance.byHand("operator", Operation.UPDATE, clock.instant()));

        ask(byHand).applied();

        assertThat(ask(rename("seattle", "older", 199)).outcome()).isInstanceOf(Outcome.Stale.class);
        assertThat(read("seattle").entry().history().displayName())
                .extracting(Mark::at, Mark::source)
                .containsExactly(Changes.HOUR.plusSeconds(200), "operator");
    }

    @Test
    void anInstanceThatForgotKnowsWhatOthersApplied() {
        ask(create("seattle", "Seattle", null, 5)).applied();
        Ledger other = instance();

        assertThat(ask(other, create("seattle", "Seattle", null, 5)).outcome()).isInstanceOf(Outcome.Duplicate.class);
        assertThat(ask(other, rename("seattle", "older", 4)).outcome()).isInstanceOf(Outcome.Stale.class);
        ask(other, rename("seattle", "newer", 6)).applied();
        assertThat(ask(rename("seattle", "in between", 5)).outcome()).isInstanceOf(Outcome.Stale.class);
    }

    private Ledger instance() {
        return new StoredLedger(store(), scheduler, clock);
    }

    private TestWork ask(Change change) {
        return ask(ledger, change);
    }

    private static TestWork ask(Ledger ledger, Change change, Change... earlier) {
        return TestWork.ask(ledger, change, earlier);
    }

    private static TestWork ask(Ledger ledger, Change change, Optional<Organization> actual) {
        return TestWork.ask(ledger, change, actual);
    }

    private static Optional<Organization> organization(String name, String parent) {
        return Optional.of(new Organization(
                new OrganizationId("seattle"), name, Optional.ofNullable(parent).map(OrganizationId::new)));
    }

    private static Placement under(String parent) {
        return Placement.under(new OrganizationId(parent));
    }

    private LedgerStore.Found read(String organization) {
        return store().read(key(organization)).await().indefinitely();
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
