package dev.orgrelay.reconcile;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.central.CallGate;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestRelay;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** An event that arrives before, during or after a run, about the same organization: whichever happened later wins, whatever the timing. */
class EventDuringReconcileTest {

    private static final int SEEDS = 60;
    private static final int READ_AT = 10;
    private static final int OLDER = 5;
    private static final int NEWER = 15;

    private static final Hierarchy ACTUAL = hierarchy("top", "name=before", "move<top", "gone", "both<top=before");
    private static final Hierarchy DESIRED =
            hierarchy("top", "name=after", "move", "born<top=after", "both<name=after");
    private static final Map<String, String> AS_DESIRED = Map.of(
            "top", "top under null",
            "name", "after under null",
            "move", "move under null",
            "born", "after under top",
            "both", "after under name");

    /** An event, and what becomes of its organization if it wins; null means that it does not exist. */
    private record Case(Change older, Change newer, String id, String ifNewerWins) {}

    private static final List<Case> CASES = List.of(
            new Case(
                    Changes.rename("name", "event", OLDER),
                    Changes.rename("name", "event", NEWER),
                    "name",
                    "event under null"),
            new Case(
                    Changes.move("move", "name", OLDER),
                    Changes.move("move", "name", NEWER),
                    "move",
                    "move under name"),
            new Case(Changes.delete("move", OLDER), Changes.delete("move", NEWER), "move", null),
            new Case(
                    Changes.create("born", "event", null, OLDER),
                    Changes.create("born", "event", null, NEWER),
                    "born",
                    "event under null"),
            new Case(Changes.delete("born", OLDER), Changes.delete("born", NEWER), "born", null),
            new Case(
                    Changes.create("gone", "event", "top", OLDER),
                    Changes.create("gone", "event", "top", NEWER),
                    "gone",
                    "event under top"),
            new Case(
                    Changes.rename("both", "event", OLDER),
                    Changes.rename("both", "event", NEWER),
                    "both",
                    "event under name"),
            new Case(Changes.move("both", null, OLDER), Changes.move("both", null, NEWER), "both", "after under null"));

    @Test
    void aNewerEventWins() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Case event : CASES) {
                Map<String, String> expected = new TreeMap<>(AS_DESIRED);
                expected.remove(event.id());
                Optional.ofNullable(event.ifNewerWins()).ifPresent(state -> expected.put(event.id(), state));

                assertThat(run(event.newer(), seed))
                        .as("%s, seed %d", event, seed)
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void anOlderEventDoesNotOverwriteTheHierarchy() {
        for (int seed = 0; seed < SEEDS; seed++) {
            for (Case event : CASES) {
                assertThat(run(event.older(), seed))
                        .as("%s, seed %d", event, seed)
                        .isEqualTo(AS_DESIRED);
            }
        }
    }

    /** Reconciles, and lets the event in after as many calls as the seed says; returns what the application holds when both are over. */
    private static Map<String, String> run(Change event, int seed) {
        Random random = new Random(seed * 0x9E3779B97F4A7C15L);
        StrictApi api = new StrictApi(200);
        api.hold(ACTUAL.organizations());
        CallGate gate = new CallGate();
        TestClock clock = new TestClock(Changes.HOUR.plusSeconds(60));
        TestRelay relay = new TestRelay(api.client(gate), clock);
        Reconciler reconciler = ReconcileRules.reconciler(relay, clock);

        int eventAfter = random.nextInt(8) - 1;
        List<CompletableFuture<?>> running = new ArrayList<>();
        if (eventAfter < 0) {
            running.add(deliver(relay, event));
            finish(gate, running, random);
        }
        running.add(reconciler
                .reconcile(new DesiredState("default", "hr", rows(DESIRED), Changes.HOUR.plusSeconds(READ_AT)), rules())
                .subscribe()
                .asCompletionStage());
        for (int call = 0; call < eventAfter; call++) {
            gate.open(random);
        }
        if (eventAfter >= 0) {
            running.add(deliver(relay, event));
        }
        finish(gate, running, random);
        return api.state();
    }

    /** As a sender would: again, as long as it is deferred. */
    private static CompletableFuture<?> deliver(TestRelay relay, Change event) {
        return relay.relay()
                .apply(List.of(event))
                .flatMap(outcomes -> outcomes.get(0) instanceof Outcome.Deferred
                        ? Uni.createFrom()
                                .completionStage(() -> deliver(relay, event))
                                .replaceWith(outcomes)
                        : Uni.createFrom().item(outcomes))
                .subscribe()
                .asCompletionStage();
    }

    private static void finish(CallGate gate, List<CompletableFuture<?>> running, Random random) {
        await().pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofSeconds(20))
                .until(() -> {
                    while (gate.open(random)) {
                        // until nothing waits any more
                    }
                    return running.stream().allMatch(CompletableFuture::isDone);
                });
    }

    private static Rules rules() {
        return ReconcileRules.of(Map.of(
                        "orgrelay.reconcile.policy", "sync",
                        "orgrelay.reconcile.max-delete-percent", "100"))
                .rules();
    }
}
