package dev.orgrelay.reconcile;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.central.CallGate;
import dev.orgrelay.central.CentralException;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.organization.Change;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.DeadLetter;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.StoreException;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestRelay;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReconcilerTest {

    private static final Instant READ_AT = Changes.HOUR.plusSeconds(10);

    private final StrictApi api = new StrictApi(200);
    private final CallGate gate = new CallGate();
    private final Random random = new Random(7);
    private final Records records = Records.inMemory();

    @Test
    void anApplicationBecomesAsDesiredWithOneCallForEachDifference() {
        api.hold(hierarchy("us", "wa<us", "old<wa", "or<us").organizations());
        Fixture fixture = new Fixture(false);
        Hierarchy desired = hierarchy("us=USA", "wa<us", "or<wa=Oregon", "new<or");

        Reconciliation result = fixture.run(desired, "sync");

        assertThat(result.isComplete()).isTrue();
        assertThat(result.retryAfter()).isEmpty();
        assertThat(api.calls()).containsExactlyInAnyOrder("GET", "PATCH us", "PATCH or", "PUT new", "DELETE old");
        assertThat(api.state())
                .isEqualTo(Map.of(
                        "us", "USA under null", "wa", "wa under us", "or", "Oregon under wa", "new", "new under or"));
        assertThat(fixture.run(desired, "sync").finished()).isEmpty();
        assertThat(api.calls()).hasSize(6);
    }

    @Test
    void whatIsNewerThanTheHierarchyStays() {
        Fixture fixture = new Fixture(false);
        fixture.apply(Changes.create("aa", "A", null, 1));
        fixture.apply(Changes.create("bb", "B", null, 1));
        fixture.apply(Changes.rename("aa", "newer", 11));
        fixture.apply(Changes.create("cc", "created later", null, 12));
        fixture.apply(Changes.delete("dd", 12));

        Reconciliation result = fixture.run(hierarchy("aa=older", "bb<aa=renamed", "dd"), "sync");

        assertThat(api.state())
                .isEqualTo(
                        Map.of("aa", "newer under null", "bb", "renamed under aa", "cc", "created later under null"));
        assertThat(result.outcomes("stale")).isEqualTo(3);
        assertThat(result.isComplete()).isFalse();
    }

    @Test
    void whatIsOlderThanTheHierarchyComesTooLate() {
        Fixture fixture = new Fixture(false);
        api.hold(hierarchy("aa=A", "bb=B").organizations());
        fixture.run(hierarchy("aa=renamed"), "sync");

        fixture.apply(Changes.rename("aa", "older", 9));
        fixture.apply(Changes.create("bb", "older", null, 9));

        assertThat(api.state()).isEqualTo(Map.of("aa", "renamed under null"));
    }

    @Test
    void stepsRunAtOnceAndNoMoreThanGetTheirTurn() {
        Fixture fixture = new Fixture(true);
        fixture.start(flat(100), "sync");
        gate.open(random);

        assertThat(gate.waiting()).isEqualTo(32);
    }

    @Test
    void twoReconcilesOfOneApplicationAreMadeOneAfterTheOther() {
        Fixture fixture = new Fixture(true);
        Uni<Reconciliation> first = fixture.start(flat(3), "sync");
        Uni<Reconciliation> second = fixture.start(flat(5), "sync");
        gate.open(random);
        assertThat(gate.waiting()).as("the steps of the first one alone").isEqualTo(3);
        while (gate.open(random)) {
            // until nothing waits any more
        }

        assertThat(first.await().atMost(Duration.ofSeconds(5)).applied("create"))
                .isEqualTo(3);
        assertThat(second.await().atMost(Duration.ofSeconds(5)).applied("create"))
                .isEqualTo(2);
        assertThat(api.state()).hasSize(5);
    }

    @Test
    void whileAnInstanceReconcilesAnotherOneIsTurnedAwayAlsoWhereStepsAreTold() {
        Fixture one = new Fixture(true);
        Fixture other = new Fixture(true);
        Uni<List<Object>> first = one.reconciler
                .<Object>reconcile(one.state(flat(3)), rules("sync"), step -> step, end -> end)
                .onItem()
                .transformToMulti(lines -> lines)
                .collect()
                .asList()
                .memoize()
                .indefinitely();
        first.subscribe().with(lines -> {});
        gate.open(random);

        assertThatThrownBy(() -> other.run(flat(3), "sync"))
                .isInstanceOf(StoreException.class)
                .hasMessage("'default' is not reconciled now: another instance reconciles it");
        while (gate.open(random)) {
            // until nothing waits any more
        }
        assertThat(first.await().atMost(Duration.ofSeconds(5))).hasSize(4);
        assertThat(api.state()).hasSize(3);

        Uni<Reconciliation> after = other.start(flat(3), "sync");
        while (gate.open(random)) {
            // until nothing waits any more
        }
        assertThat(after.await().atMost(Duration.ofSeconds(5)).isComplete()).isTrue();
    }

    @Test
    void whenTheApplicationFailsInTheMiddleTheRestIsReportedAndARerunFinishesIt() {
        Fixture fixture = new Fixture(true);
        Uni<Reconciliation> first = fixture.start(flat(100), "sync");
        IntStream.range(0, 41).forEach(call -> gate.open(random));
        while (gate.waiting() > 0) {
            gate.fail(random);
        }

        Reconciliation result = first.await().atMost(Duration.ofSeconds(5));
        assertThat(result.applied("create")).isEqualTo(40);
        assertThat(result.outcomes("deferred")).isEqualTo(60);
        assertThat(result.failures()).hasSize(60);
        assertThat(result.isComplete()).isFalse();
        assertThat(result.retryAfter()).contains(Duration.ofSeconds(7));

        Uni<Reconciliation> second = fixture.start(flat(100), "sync");
        while (gate.open(random)) {
            // until nothing waits any more
        }
        assertThat(second.await().atMost(Duration.ofSeconds(5)).applied("create"))
                .isEqualTo(60);
        assertThat(api.state()).hasSize(100);
        assertThat(api.calls()).hasSize(102);
    }

    @Test
    void heldDeletesAreToldOnceForTheSameDeletes() {
        api.hold(flat(100).organizations());
        Fixture fixture = new Fixture(false);

        fixture.run(flat(70), "sync");
        Reconciliation again = fixture.run(flat(70), "sync");

        String digest = again.plan().digest().orElseThrow();
        assertThat(again.held()).hasSize(30);
        assertThat(fixture.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason())
                    .startsWith("30 deletes are held: more than 10 deletes")
                    .contains(digest);
            assertThat(letter.message().orElseThrow().text()).startsWith("o-170 \"o-170\", o-171 \"o-171\"");
            assertThat(letter.provenance().isOfEvent()).isFalse();
        });

        String other = fixture.run(flat(60), "sync").plan().digest().orElseThrow();
        assertThat(fixture.letters()).singleElement().satisfies(letter -> assertThat(letter.reason())
                .contains("40 deletes")
                .contains(other));
    }

    @Test
    void theLetterOfHeldDeletesGoesWhenTheyAreReleased() {
        api.hold(flat(100).organizations());
        Fixture fixture = new Fixture(false);
        String digest = fixture.run(flat(70), "sync").plan().digest().orElseThrow();
        fixture.run(flat(70), "upsert-only");
        assertThat(fixture.letters()).as("a policy that deletes nothing").hasSize(1);

        fixture.run(flat(70), released(digest));
        assertThat(fixture.letters()).isEmpty();
    }

    @Test
    void theLetterOfHeldDeletesGoesWhenNothingIsHeldAnyMore() {
        api.hold(flat(100).organizations());
        Fixture fixture = new Fixture(false);
        fixture.run(flat(70), "sync");

        fixture.run(flat(100), "sync");
        assertThat(fixture.letters()).isEmpty();
    }

    @Test
    void theSameStepThatIsRefusedAgainIsOneMoreAttemptOfTheSameLetter() {
        api.hold(hierarchy("aa", "bb").organizations());
        api.behave(call -> call.equals("DELETE bb") ? StrictApi.Fate.REFUSED : StrictApi.Fate.ANSWERED, Runnable::run);
        Fixture fixture = new Fixture(false);

        fixture.run(hierarchy("aa"), "sync");
        fixture.run(hierarchy("aa"), "sync");
        fixture.run(hierarchy("aa=renamed"), "sync");
        assertThat(fixture.letters()).singleElement().satisfies(letter -> {
            assertThat(letter.organization()).contains("bb");
            assertThat(letter.attempts()).isEqualTo(3);
        });

        api.behave(call -> StrictApi.Fate.ANSWERED, Runnable::run);
        fixture.run(hierarchy("aa"), "sync");
        assertThat(fixture.letters()).as("a step that is done").isEmpty();
    }

    @Test
    void releasedDeletesAreMadeAndOthersRefuseTheWholeRun() {
        api.hold(flat(100).organizations());
        Fixture fixture = new Fixture(false);
        String digest = fixture.run(flat(70), "sync").plan().digest().orElseThrow();

        assertThatThrownBy(() -> fixture.run(hierarchy("o-100", "fresh"), released(digest)))
                .isInstanceOf(OutdatedPlanException.class)
                .hasMessageContaining("nothing was done");
        assertThat(api.state()).hasSize(100);

        assertThat(fixture.run(flat(70), released(digest)).isComplete()).isTrue();
        assertThat(api.state()).hasSize(70);
        assertThatThrownBy(() -> fixture.run(flat(70), released(digest)))
                .isInstanceOf(OutdatedPlanException.class)
                .hasMessageEndingWith("it has no deletes, and only the policies sync and sync-owned have any");
    }

    @Test
    void aHierarchyWithMistakesCostsNoCall() {
        Fixture fixture = new Fixture(false);
        DesiredState state = new DesiredState("default", "hr", List.of(), List.of("page 3 is missing"), READ_AT);

        assertThatThrownBy(() ->
                        fixture.reconciler.plan(state, rules("sync")).await().atMost(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(UnsoundHierarchyException.class, e -> assertThat(e.mistakes())
                        .containsExactly("page 3 is missing", "the hierarchy is empty"));
        assertThat(api.calls()).isEmpty();
    }

    @Test
    void anApplicationThatCannotBeIsNotPlannedFor() {
        api.hold(hierarchy("aa<bb", "bb<aa").organizations());

        assertThatThrownBy(() -> new Fixture(false).run(hierarchy("aa"), "sync"))
                .isInstanceOf(CentralException.class)
                .hasMessage("IoT Central lists 'aa' below itself");
    }

    private static Hierarchy flat(int count) {
        return hierarchy(
                IntStream.range(100, 100 + count).mapToObj(i -> "o-" + i).toArray(String[]::new));
    }

    private static Rules rules(String policy) {
        return settings(policy).rules();
    }

    private static Rules released(String digest) {
        return settings("sync").rules(Optional.empty(), Optional.empty(), Optional.of(digest));
    }

    private static ReconcileSettings settings(String policy) {
        return ReconcileRules.of(
                Map.of("orgrelay.reconcile.policy", policy, "orgrelay.reconcile.max-delete-percent", "100"));
    }

    @Test
    void aRunIsRememberedToItsEndThoughNobodyStaysToHearOfIt() {
        Fixture fixture = new Fixture(true);

        fixture.reconciler
                .reconcile(fixture.state(hierarchy("aa", "bb<aa")), rules("sync"), step -> step, summary -> null)
                .subscribe()
                .with(steps -> steps.subscribe().with(step -> {}).cancel());
        while (gate.open(random)) {
            // one call after the other
        }

        assertThat(api.state()).containsKeys("aa", "bb");
        assertThat(fixture.reconciled).containsExactly("default");
    }

    /** Everything between a hierarchy and the application. */
    private final class Fixture {

        private final List<String> reconciled = new ArrayList<>();
        private final TestRelay relay;
        private final Reconciler reconciler;

        Fixture(boolean isGated) {
            TestClock clock = new TestClock(Changes.HOUR.plusSeconds(60));
            this.relay = new TestRelay(isGated ? api.client(gate) : api.client(), clock);
            this.reconciler = ReconcileRules.reconciler(relay, records, clock, new ChangeObserver() {
                @Override
                public void reconciled(String application) {
                    reconciled.add(application);
                }
            });
        }

        void apply(Change change) {
            relay.relay().apply(List.of(change)).await().atMost(Duration.ofSeconds(5));
        }

        Reconciliation run(Hierarchy desired, String policy) {
            return run(desired, rules(policy));
        }

        Reconciliation run(Hierarchy desired, Rules rules) {
            return reconciler.reconcile(state(desired), rules).await().atMost(Duration.ofSeconds(5));
        }

        Uni<Reconciliation> start(Hierarchy desired, String policy) {
            Uni<Reconciliation> run = reconciler
                    .reconcile(state(desired), rules(policy))
                    .memoize()
                    .indefinitely();
            run.subscribe().with(result -> {}, failure -> {});
            return run;
        }

        List<DeadLetter> letters() {
            return relay.deadLetters()
                    .list(Optional.empty(), 100)
                    .await()
                    .atMost(Duration.ofSeconds(5))
                    .letters();
        }

        private DesiredState state(Hierarchy desired) {
            return new DesiredState("default", "hr", rows(desired), READ_AT);
        }
    }
}
