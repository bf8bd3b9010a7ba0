package dev.orgrelay.relay;

import static dev.orgrelay.relay.Changes.create;
import static dev.orgrelay.relay.Changes.delete;
import static dev.orgrelay.relay.Changes.move;
import static dev.orgrelay.relay.Changes.rename;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.StrictApi;
import dev.orgrelay.central.StrictApi.Fate;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Outcome.Deferred;
import dev.orgrelay.organization.Placement;
import dev.orgrelay.organization.Provenance;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The promise of {@code docs/order.md}, with its effect at the target: nothing is lost, and nothing older wins. */
class OrderTest {

    private static final Duration LEASE = LeaseTerm.USUAL.lease();

    private final TestClock clock = new TestClock(Changes.HOUR.plusSeconds(60));
    private final TestScheduler scheduler = new TestScheduler(clock);
    private final StrictApi api = new StrictApi(200);
    private final LedgerStore shared = LedgerStore.inMemory(LeaseTerm.USUAL, clock);
    private final Relay here = instance();
    private final Relay there = instance();

    @BeforeEach
    void someOrganizationsExist() {
        for (String id : List.of("ss", "qq", "pp", "aa")) {
            assertThat(apply(here, create(id, id, null, 1)))
                    .extracting(Outcome::word)
                    .containsExactly("applied");
        }
        api.calls().clear();
    }

    @Test
    void whatWasBusyWithSomethingThatIsRefusedIsApplied() {
        api.next(Fate.FAILED);
        apply(there, rename("aa", "t5", 5));
        api.next(Fate.REFUSED, Fate.ANSWERED, Fate.REFUSED);
        assertThat(only(there, rename("aa", "t5", 5))).isInstanceOf(Outcome.Refused.class);

        assertThat(only(here, rename("aa", "t3", 3))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("aa", "t3 under null");
    }

    @Test
    void anIntentionWithoutEffectOvertakesNothing() {
        api.next(Fate.FAILED);
        assertThat(only(here, rename("aa", "t5", 5)).retryAfter()).isPresent();
        assertThat(only(here, rename("aa", "t3", 3))).isInstanceOf(Outcome.Applied.class);

        api.next(Fate.REFUSED, Fate.ANSWERED, Fate.REFUSED);
        assertThat(only(here, rename("aa", "t5", 5))).isInstanceOf(Outcome.Refused.class);

        assertThat(api.state()).containsEntry("aa", "t3 under null");
    }

    @Test
    void aDeliveryIsPutInOrderFirst() {
        List<Outcome> outcomes = apply(here, create("zz", "Z", "tt", 5), delete("zz", 5), create("tt", "T", null, 5));

        assertThat(outcomes).extracting(Outcome::word).containsOnly("applied");
        assertThat(api.state()).containsKey("tt").doesNotContainKey("zz");
        assertThat(api.calls()).containsExactly("PUT tt", "PUT zz", "DELETE zz");
    }

    @Test
    void ofTwoMovesInOneDeliveryTheLaterCounts() {
        List<Outcome> outcomes =
                apply(here, move("aa", "rr", 5), secondMove("aa", "qq", 5), create("rr", "R", null, 5));

        assertThat(outcomes).extracting(Outcome::word).containsOnly("applied");
        assertThat(api.state()).containsEntry("aa", "aa under qq");
    }

    @Test
    void anEarlierElementOfADeliveryIsStaleForGood() {
        Change earlier = move("aa", "rr", 5);
        Change later = secondMove("aa", "qq", 5);
        assertThat(apply(here, earlier, later)).extracting(Outcome::word).containsExactly("stale", "applied");
        apply(there, create("rr", "R", null, 6));

        assertThat(apply(there, earlier, later)).extracting(Outcome::word).containsExactly("stale", "duplicate");

        assertThat(api.state()).containsEntry("aa", "aa under qq");
    }

    @Test
    void anOlderCreateTakesAlongTheMoveThatCameBeforeIt() {
        assertThat(only(here, move("mm", "qq", 5)).detail()).contains("'mm' does not exist");

        assertThat(only(there, create("mm", "M", "pp", 3))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("mm", "M under qq");
        assertThat(only(here, move("mm", "qq", 5))).isInstanceOf(Outcome.Duplicate.class);
        assertThat(api.calls()).containsExactly("PATCH mm", "PUT mm");
    }

    @Test
    void whereTheParentOfThatMoveIsMissingTheCreateGoesToItsOwn() {
        apply(here, move("mm", "nowhere", 5));

        assertThat(only(here, create("mm", "M", "pp", 3))).isInstanceOf(Outcome.Applied.class);
        assertThat(api.state()).containsEntry("mm", "M under pp");

        apply(here, create("nowhere", "N", null, 6));
        assertThat(only(here, move("mm", "nowhere", 5))).isInstanceOf(Outcome.Applied.class);
        assertThat(api.state()).containsEntry("mm", "M under nowhere");
    }

    @Test
    void whereBothParentsAreMissingItIsDeferred() {
        apply(here, move("mm", "nowhere", 5));

        assertThat(only(here, create("mm", "M", "nobody", 3)).detail()).contains("its parent 'nobody' does not exist");
        apply(here, create("nowhere", "N", null, 6));
        assertThat(only(here, create("mm", "M", "nobody", 3))).isInstanceOf(Outcome.Applied.class);
        assertThat(api.state()).containsEntry("mm", "M under nowhere");
    }

    @Test
    void aTimeFarAheadDoesNotBlockWhatIsTrueNow() {
        Change ahead = at(rename("aa", "ahead", 20 * 3600));
        assertThat(only(here, ahead)).isInstanceOf(Outcome.Applied.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(only(here, at(rename("aa", "now", 61)))).isInstanceOf(Outcome.Applied.class);
        clock.advance(Duration.ofHours(18));

        assertThat(only(here, at(rename("aa", "ahead", 20 * 3600))))
                .as("it stays what it was at first, whenever it comes again")
                .isInstanceOf(Outcome.Duplicate.class);
        assertThat(api.state()).containsEntry("aa", "now under null");
    }

    @Test
    void aChangeByHandWinsOverWhatIsAFewMinutesAhead() {
        apply(here, at(rename("aa", "ahead", 60 + 290)));

        assertThat(only(here, byHand("by hand"))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("aa", "by hand under null");
    }

    @Test
    void aLostLeaseConcernsItsOrganizationAlone() {
        List<Change> tried = new ArrayList<>();
        List<Change> changes = List.of(rename("aa", "A", 1), rename("bb", "B", 1));

        new Batch(changes, (change, earlier) -> {
                    tried.add(change);
                    return Uni.createFrom().item(new Deferred(Outcome.Cause.RIGHT_LOST, "lost"));
                })
                .run()
                .await()
                .indefinitely();

        assertThat(tried).isEqualTo(changes);
    }

    @Test
    void whatTakesEffectLateIsNotFollowedByAnythingBefore() {
        api.next(Fate.SILENT_WITH_LATE_EFFECT);
        assertThat(only(here, rename("aa", "old", 5)).retryAfter()).isPresent();

        Outcome early = only(there, rename("aa", "new", 6));
        assertThat(early.detail())
                .contains("event rename-aa-5 of hr got no answer from IoT Central, and may still have its effect");
        assertThat(early.retryAfter()).contains(Duration.ofSeconds(20));
        api.haveLateEffects();
        clock.advance(Duration.ofSeconds(20));
        assertThat(only(there, rename("aa", "new", 6))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("aa", "new under null");
        assertThat(api.calls()).as("a newer change need not look").containsExactly("PATCH aa", "PATCH aa");
    }

    @Test
    void aTryWithoutAnAnswerCountsThoughALaterTryHasOne() {
        api.next(Fate.SILENT_WITH_LATE_EFFECT, Fate.ANSWERED);
        apply(here, rename("aa", "old", 5));
        assertThat(only(here, rename("aa", "old", 5))).isInstanceOf(Outcome.Applied.class);

        assertThat(only(there, rename("aa", "new", 6)).retryAfter()).isPresent();
        api.haveLateEffects();
        clock.advance(Duration.ofSeconds(20));
        apply(there, rename("aa", "new", 6));

        assertThat(api.state()).containsEntry("aa", "new under null");
    }

    @Test
    void aTryWithoutAnAnswerCountsThoughNobodyCouldWriteItDown() {
        CountingStore store = CountingStore.losing(2, shared);
        Relay forgetful = new TestRelay(api.client(), store, scheduler, clock).relay();
        api.next(Fate.SILENT_WITH_LATE_EFFECT, Fate.ANSWERED);
        assertThat(only(forgetful, rename("aa", "old", 5)).retryAfter()).isPresent();
        assertThat(only(forgetful, rename("aa", "old", 5))).isInstanceOf(Outcome.Applied.class);

        assertThat(only(there, rename("aa", "new", 6)).retryAfter()).isPresent();
        api.haveLateEffects();
        clock.advance(LEASE);
        assertThat(only(there, rename("aa", "new", 6))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("aa", "new under null");
    }

    @Test
    void somethingOlderFindsOutFirst() {
        api.next(Fate.SILENT_WITH_EFFECT);
        apply(here, rename("aa", "new", 5));
        clock.advance(Duration.ofSeconds(20));

        assertThat(only(there, rename("aa", "old", 4))).isInstanceOf(Outcome.Stale.class);

        assertThat(api.calls()).containsExactly("PATCH aa", "GET aa");
        assertThat(only(here, rename("aa", "new", 5))).isInstanceOf(Outcome.Duplicate.class);
    }

    @Test
    void aMoveThatWaitsIsNotOvertakenByTheCreateBeforeItInItsDelivery() {
        Change create = create("mm", "M", "pp", 5);
        Change move = secondMove("mm", "qq", 5);
        api.next(Fate.REFUSED, Fate.ANSWERED, Fate.REFUSED);
        assertThat(apply(here, create, move)).extracting(Outcome::word).containsExactly("refused", "deferred");
        api.next(Fate.SILENT_WITH_EFFECT);
        assertThat(apply(here, create, move)).extracting(Outcome::word).containsExactly("deferred", "deferred");
        clock.advance(LEASE);

        api.next(Fate.FAILED);
        assertThat(apply(here, create, move)).extracting(Outcome::word).doesNotContain("stale");

        assertThat(api.state()).containsEntry("mm", "M under qq");
    }

    @Test
    void aMoveThatWaitedIsStaleForGoodOnceSomethingNewerWasApplied() {
        apply(here, at(move("mm", "qq", 20 * 3600)));
        clock.advance(Duration.ofSeconds(2));
        assertThat(only(here, delete("mm", 61))).isInstanceOf(Outcome.Applied.class);
        clock.advance(Duration.ofSeconds(1));

        assertThat(only(here, at(move("mm", "qq", 20 * 3600)))).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void whatCannotBeFoundOutWaits() {
        api.next(Fate.FAILED_WITH_EFFECT, Fate.FAILED);
        apply(here, rename("aa", "new", 5));

        Outcome outcome = only(there, rename("aa", "old", 4));

        assertThat(outcome.detail().orElseThrow())
                .startsWith("event rename-aa-5 of hr may have been applied, and that cannot be found out:");
        assertThat(only(there, rename("aa", "old", 4))).isInstanceOf(Outcome.Stale.class);
        assertThat(api.state()).containsEntry("aa", "new under null");
    }

    @Test
    void aDeleteInDoubtIsFoundOutBeforeItsOrganizationIsMadeAnew() {
        apply(here, move("aa", "qq", 2));
        api.next(Fate.FAILED_WITH_EFFECT);
        apply(here, delete("aa", 5));

        assertThat(only(there, create("aa", "again", null, 7))).isInstanceOf(Outcome.Applied.class);

        assertThat(only(here, move("aa", "pp", 3))).isInstanceOf(Outcome.Stale.class);
        assertThat(only(here, delete("aa", 5))).isInstanceOf(Outcome.Duplicate.class);
        assertThat(api.state()).containsEntry("aa", "again under null");
    }

    @Test
    void somebodyWhoGaveUpHoldsNobodyBack() {
        api.next(Fate.SILENT);
        apply(here, rename("aa", "given up", 5));
        clock.advance(Duration.ofSeconds(20));

        assertThat(only(there, rename("aa", "older", 4))).isInstanceOf(Outcome.Applied.class);

        assertThat(api.state()).containsEntry("aa", "older under null");
    }

    @Test
    void whoCrashedBlocksForTheLengthOfItsLease() {
        Relay crashing = new TestRelay(api.client(), CountingStore.lostAfter(1, shared), scheduler, clock).relay();
        assertThat(only(crashing, rename("aa", "new", 5)).retryAfter()).isPresent();

        assertThat(only(here, rename("aa", "old", 4)).detail())
                .contains("another change of the same organization is under way");
        clock.advance(LEASE);
        assertThat(only(here, rename("aa", "old", 4))).isInstanceOf(Outcome.Stale.class);
    }

    @Test
    void anOrdinaryEventCostsOneCallAndTwoWrites() {
        CountingStore store = new CountingStore(shared);
        Relay relay = new TestRelay(api.client(), store, scheduler, clock).relay();
        apply(relay, rename("aa", "one", 5));
        store.clear();
        api.calls().clear();

        apply(relay, rename("aa", "two", 6));

        assertThat(api.calls()).containsExactly("PATCH aa");
        assertThat(store.reads()).isZero();
        assertThat(store.writes()).isEqualTo(2);
    }

    @Test
    void fiftyChildrenBeforeTheirParentCostOneCallEach() {
        List<Change> changes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            changes.add(create("child-" + i, "C", "parent", 5));
        }
        changes.add(create("parent", "P", null, 5));

        assertThat(apply(here, changes.toArray(Change[]::new)))
                .extracting(Outcome::word)
                .containsOnly("applied");

        assertThat(api.calls()).hasSize(51);
    }

    private Relay instance() {
        return new TestRelay(api.client(), new DistantStore(shared, () -> DistantStore.Fate.ARRIVES), scheduler, clock)
                .relay();
    }

    private static Outcome only(Relay relay, Change change) {
        return apply(relay, change).get(0);
    }

    private static List<Outcome> apply(Relay relay, Change... changes) {
        return relay.apply(List.of(changes)).await().indefinitely();
    }

    /** Another change of the same moment. */
    private static Change secondMove(String id, String parent, int at) {
        Change move = Changes.move(id, parent, at);
        Provenance from = move.provenance();
        return new Change.Update(
                "default",
                move.organization(),
                Optional.empty(),
                move.placement(),
                new Provenance(
                        from.source(),
                        from.operation(),
                        Optional.of("#2"),
                        from.eventId(),
                        from.occurredAt(),
                        from.receivedAt()));
    }

    /** The same, arriving now. */
    private Change at(Change rename) {
        Provenance from = rename.provenance();
        return new Change.Update(
                "default",
                rename.organization(),
                rename.displayName(),
                rename.placement(),
                new Provenance(
                        from.source(),
                        from.operation(),
                        from.origin(),
                        from.eventId(),
                        from.occurredAt(),
                        clock.instant()));
    }

    private Change byHand(String name) {
        return new Change.Update(
                "default",
                new OrganizationId("aa"),
                Optional.of(name),
                Placement.unchanged(),
                Provenance.byHand("operator", Operation.UPDATE, clock.instant()));
    }
}
