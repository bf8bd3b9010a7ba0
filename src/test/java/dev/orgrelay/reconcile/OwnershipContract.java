package dev.orgrelay.reconcile;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.id;
import static dev.orgrelay.plan.Hierarchies.rows;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.central.Scheduler;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.organization.Change;
import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.Outcome;
import dev.orgrelay.organization.Provenance;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.relay.ChangeObserver;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.CountingRecords;
import dev.orgrelay.relay.CountingRecords.Fate;
import dev.orgrelay.relay.LedgerKey;
import dev.orgrelay.relay.LedgerStore;
import dev.orgrelay.relay.Records;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the policy {@code sync-owned} deletes, and what it never deletes, wherever marks are kept. */
public abstract class OwnershipContract {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final int NAMES = 6;
    private static final Optional<String> CONFIGURED = Optional.of("sync-owned");

    private final StrictApi api = new StrictApi(200);
    protected final TestClock clock = new TestClock(Changes.HOUR.plusSeconds(1));
    private int second = 1;
    private LedgerStore store;
    private CountingRecords records;
    private Instance here;
    private Instance there;

    /** An empty one. */
    protected abstract LedgerStore ledger();

    /** Empty ones. */
    protected abstract Records records();

    /** How many random courses there are. */
    protected abstract int courses();

    @BeforeEach
    void prepare() {
        store = ledger();
        records = new CountingRecords(records(), "owned"::equals);
        here = new Instance(CONFIGURED);
        there = new Instance(CONFIGURED);
        api.hold(hierarchy("root").organizations());
    }

    @Test
    void whatAnEventAnOperatorOrAPlanHasCreatedIsOwnedOnEveryInstance() {
        here.apply(Changes.create("event", "E", "root", next()));
        here.apply(byHand("operator", "O"));
        here.reconcile(hierarchy("root", "event<root=E", "operator=O", "plan"));
        api.hold(hierarchy("by-hand").organizations());

        there.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "by-hand");
    }

    @Test
    void aCreateCostsOneWriteMoreAndOneLook() {
        here.apply(Changes.create("aa", "A", null, next()));
        assertThat(records.calls()).containsExactly("put");
        assertThat(api.calls()).containsExactly("GET aa", "PUT aa");

        here.apply(Changes.rename("aa", "B", next()));
        here.apply(Changes.create("aa", "C", null, next()));
        assertThat(records.calls()).containsExactly("put");
        assertThat(api.calls()).containsExactly("GET aa", "PUT aa", "PATCH aa", "PUT aa");

        here.apply(Changes.rename("bb", "B", next()));
        assertThat(records.calls()).containsExactly("put", "put");
        assertThat(api.calls()).endsWith("PATCH bb", "PUT bb");
    }

    @Test
    void whatAPersonHasMadeIsNotOwnedWhateverAnEventOrAnOperatorMakesOfIt() {
        api.hold(hierarchy("created", "upserted", "operator").organizations());
        here.apply(Changes.create("created", "new name", null, next()));
        here.apply(Changes.rename("upserted", "new name", next()));
        here.apply(byHand("operator", "new name"));

        here.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "created", "upserted", "operator");
        assertThat(records.calls()).doesNotContain("put");
    }

    @Test
    void withoutTheSettingNobodyLooksAndOnlyWhatAPlanOrAnOperatorCreatesIsOwned() {
        Instance another = new Instance(Optional.empty());
        api.hold(hierarchy("by-hand").organizations());
        another.apply(Changes.create("by-hand", "new name", null, next()));
        another.apply(Changes.create("event", "E", null, next()));
        assertThat(api.calls()).containsExactly("PUT by-hand", "PUT event");
        another.apply(byHand("operator", "O"));
        another.reconcile(hierarchy("root", "event=E", "operator=O", "plan"));

        another.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "by-hand", "event");
    }

    @Test
    void whatWasDeletedAndMadeAgainByHandIsNotOwned() {
        for (String one : List.of("event", "seen", "other-name", "other-place")) {
            here.apply(Changes.create(one, one, null, next()));
        }
        here.apply(Changes.delete("event", next()));
        api.lose("seen");
        here.reconcile(hierarchy("root", "event", "other-name", "other-place"));
        here.apply(Changes.delete("event", next()));
        api.lose("other-name");
        api.lose("other-place");
        api.hold(hierarchy("event", "seen", "other-name=made by hand", "other-place<root")
                .organizations());

        there.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "event", "seen", "other-name", "other-place");
    }

    @Test
    void whatWasToldLaterDoesNotMakeItAnotherOne() {
        here.apply(Changes.create("aa", "A", null, next()));
        here.apply(Changes.rename("aa", "B", next()));
        here.apply(Changes.move("aa", "root", next()));
        assertThat(here.isOwned("aa")).isTrue();
        here.reconcile(hierarchy("root", "aa<root=B"));
        store = ledger(); // the ledger forgets
        Instance later = new Instance(CONFIGURED);
        assertThat(later.isOwned("aa")).isTrue();

        later.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root");
    }

    @Test
    void aDeleteThatIsRefusedLeavesItOwned() {
        here.apply(Changes.create("aa", "A", null, next()));
        api.behave(call -> call.equals("DELETE aa") ? StrictApi.Fate.REFUSED : StrictApi.Fate.ANSWERED, Runnable::run);
        here.reconcile(hierarchy("root"));
        api.behave(call -> call.equals("DELETE aa") ? StrictApi.Fate.FAILED : StrictApi.Fate.ANSWERED, Runnable::run);
        here.reconcile(hierarchy("root"));
        api.behave(call -> StrictApi.Fate.ANSWERED, Runnable::run);
        assertThat(here.isOwned("aa")).isTrue();

        there.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root");
    }

    @Test
    void aDeleteThatMayComeTrueLeavesNothingOwned() {
        here.apply(Changes.create("aa", "A", null, next()));
        api.next(StrictApi.Fate.ANSWERED, StrictApi.Fate.SILENT_WITH_EFFECT);
        here.reconcile(hierarchy("root"));
        api.hold(hierarchy("aa=A").organizations());
        clock.advance(Duration.ofMinutes(2));

        there.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "aa");
    }

    @Test
    void whatIsNotMarkedBecauseRecordsFailStays() {
        records.behave(call -> call.equals("put") ? Fate.LOST : Fate.ANSWERED);
        here.apply(Changes.create("aa", "A", null, next()));
        records.behave(call -> Fate.ANSWERED);
        there.apply(Changes.create("aa", "A", null, next()));
        there.reconcile(hierarchy("root"));
        assertThat(api.state()).containsOnlyKeys("root", "aa");

        records.behave(call -> Fate.LOST);
        assertThat(there.apply(Changes.delete("aa", next())).isDone())
                .as("a delete that could leave a mark behind")
                .isFalse();
        assertThat(api.state()).containsKey("aa");
    }

    @Test
    void whenItsTurnHasComeAStepDeletesNothingThatIsNotOwnedAnyMore() {
        here.apply(Changes.create("aa", "A", null, next()));
        Change step = new Change.Delete(
                "default",
                id("aa"),
                new Provenance(
                        "hr",
                        Operation.DELETE,
                        Optional.of(Provenance.OF_OWNED),
                        Optional.empty(),
                        Optional.empty(),
                        clock.instant().plusSeconds(60)));
        there.apply(Changes.delete("aa", next()));
        api.hold(hierarchy("aa=A").organizations());

        assertThat(here.apply(step)).isInstanceOf(Outcome.Stale.class);
        assertThat(api.state()).containsKey("aa");
    }

    @Test
    void adoptedIsWhatAnOperatorSaysOnly() {
        api.hold(hierarchy("top", "aa<top", "bb<aa", "other").organizations());
        assertThat(here.adopt(Optional.of("aa"), true)).isEqualTo("2 [aa, bb]");
        assertThat(here.adopt(Optional.of("aa"), false)).isEqualTo("2 [aa, bb]");
        assertThat(here.adopt(Optional.of("top"), false)).isEqualTo("3 [top]");
        assertThat(here.adopt(Optional.of("top"), false)).isEqualTo("3 []");

        there.reconcile(hierarchy("root"));

        assertThat(api.state()).containsOnlyKeys("root", "other");
    }

    @Test
    void inRandomCoursesOnlyWhatIsOwnedIsDeletedAndAllOfThat() {
        for (int seed = 0; seed < courses(); seed++) {
            prepareCourse();
            new Course(seed, false).run();
        }
    }

    @Test
    void inRandomCoursesWithFaultsNothingIsDeletedThatAPersonHasMade() {
        for (int seed = 0; seed < courses(); seed++) {
            prepareCourse();
            new Course(seed, true).run();
        }
    }

    private void prepareCourse() {
        api.state().keySet().forEach(api::lose);
        prepare();
        api.behave(call -> StrictApi.Fate.ANSWERED, Runnable::run);
    }

    private int next() {
        clock.advance(Duration.ofSeconds(1));
        return ++second;
    }

    private Change byHand(String id, String name) {
        next();
        return new Change.Create(
                "default",
                id(id),
                name,
                Optional.empty(),
                Provenance.byHand("operator", Operation.CREATE, clock.instant()));
    }

    /** One of those that share ledger and records. */
    private final class Instance {

        private final TestRelay relay;
        private final ReconcileLeases leases = new ReconcileLeases(records, Scheduler.ON_WORKERS, clock);
        private final Reconciler reconciler;

        /** @param policy the configured one */
        Instance(Optional<String> policy) {
            relay = new TestRelay(api.client(), store, records, policy, clock);
            reconciler = ReconcileRules.reconciler(relay, records, clock, ChangeObserver.NONE);
        }

        Outcome apply(Change change) {
            return relay.relay()
                    .apply(List.of(change))
                    .map(outcomes -> outcomes.get(0))
                    .await()
                    .atMost(LONG);
        }

        Reconciliation reconcile(Hierarchy desired) {
            next();
            DesiredState state = new DesiredState("default", "hr", rows(desired), clock.instant());
            return reconciler
                    .reconcile(
                            state,
                            ReconcileRules.of(Map.of(
                                            "orgrelay.reconcile.policy", "sync-owned",
                                            "orgrelay.reconcile.max-delete-percent", "100"))
                                    .rules())
                    .await()
                    .atMost(LONG);
        }

        boolean isOwned(String id) {
            LedgerKey key = new LedgerKey("default", id(id));
            Optional<Organization> actual =
                    relay
                            .applications()
                            .named("default")
                            .orElseThrow()
                            .list()
                            .await()
                            .atMost(LONG)
                            .organizations()
                            .stream()
                            .filter(one -> one.id().equals(key.organization()))
                            .findFirst();
            return relay.owners().isOwned(key, actual).await().atMost(LONG);
        }

        String adopt(Optional<String> scope, boolean isDryRun) {
            next();
            Adoption adoption = new Adoption(relay.owners(), leases, clock);
            var central = relay.applications().named("default").orElseThrow();
            var root = scope.map(one -> id(one));
            var adopted = isDryRun ? adoption.plan("default", central, root) : adoption.adopt("default", central, root);
            return adopted.map(done -> done.owned() + " " + done.adopted())
                    .await()
                    .atMost(LONG);
        }
    }

    /** What a person may rely on, followed step by step. */
    private final class Course {

        /** Whose an organization is; of what both have had their hands in, nobody asks. */
        private enum Whose {
            PERSONS,
            OURS,
            OPEN
        }

        private final Random random;
        private final boolean hasFaults;
        private final Map<String, Whose> whose = new HashMap<>();

        /** Those whose mark may have outlived them. */
        private final Set<String> forgotten = new TreeSet<>();

        /** Those that Org Relay was told of, so that it does not look any more. */
        private final Set<String> known = new TreeSet<>();

        private final List<String> story = new ArrayList<>();
        private int made;

        Course(int seed, boolean hasFaults) {
            this.random = new Random(seed * 0x9E3779B97F4A7C15L);
            this.hasFaults = hasFaults;
            story.add("seed " + seed);
        }

        void run() {
            for (int step = 0; step < 25; step++) {
                if (random.nextInt(10) == 0) {
                    here = new Instance(CONFIGURED);
                }
                String id = "o-" + random.nextInt(NAMES);
                step(random.nextBoolean() ? here : there, id, api.state().containsKey(id));
            }
        }

        private void step(Instance instance, String id, boolean exists) {
            if (hasFaults) {
                records.behave(call -> random.nextInt(6) > 0 ? Fate.ANSWERED : Fate.values()[1 + random.nextInt(2)]);
            }
            switch (random.nextInt(9)) {
                case 0, 1 -> person(id, exists);
                case 2 -> told(instance, id, exists, byHand(id, name()));
                case 3, 4 -> told(instance, id, exists, Changes.create(id, name(), null, next()));
                case 5 -> told(instance, id, exists, Changes.rename(id, name(), next()));
                case 6 -> deleted(instance, id);
                case 7 -> {
                    if (random.nextInt(4) == 0) {
                        adopted(instance);
                    }
                }
                default -> reconciled(instance);
            }
        }

        private void person(String id, boolean exists) {
            if (!exists) {
                story.add("by hand: make " + id);
                api.hold(hierarchy(id + "=" + name()).organizations());
                whose.put(id, Whose.PERSONS);
            } else if (random.nextBoolean()) {
                story.add("by hand: delete " + id);
                api.lose(id);
                if (whose.remove(id) != Whose.PERSONS) {
                    forgotten.add(id);
                }
            } else {
                story.add("by hand: rename " + id);
                api.lose(id);
                api.hold(hierarchy(id + "=" + name()).organizations());
                whose.computeIfPresent(id, (key, now) -> now == Whose.OURS ? Whose.OPEN : now);
            }
        }

        private void told(Instance instance, String id, boolean existed, Change change) {
            story.add(change.provenance().operation() + " " + id);
            Outcome outcome = instance.apply(change);
            boolean exists = api.state().containsKey(id);
            boolean isBelieved = change.provenance().isOfEvent() && known.contains(id);
            known.add(id);
            if (!existed && exists) {
                whose.put(id, hasFaults || !outcome.isDone() || isBelieved ? Whose.OPEN : Whose.OURS);
            } else if (forgotten.contains(id)) {
                whose.computeIfPresent(id, (key, now) -> Whose.OPEN); // nobody can tell any more
            }
        }

        private void deleted(Instance instance, String id) {
            story.add("DELETE " + id);
            instance.apply(Changes.delete(id, next()));
            known.remove(id);
            if (!api.state().containsKey(id)) {
                whose.remove(id);
                forgotten.remove(id);
            }
        }

        private void adopted(Instance instance) {
            if (!hasFaults) {
                story.add("adopt");
                instance.adopt(Optional.empty(), false);
                api.state().keySet().forEach(id -> whose.put(id, Whose.OURS));
                forgotten.clear();
            }
        }

        private void reconciled(Instance instance) {
            Map<String, String> before = api.state();
            List<String> desired = new ArrayList<>(List.of("root"));
            for (int i = 0; i < NAMES; i++) {
                if (random.nextInt(3) == 0) {
                    desired.add("o-" + i + (random.nextBoolean() ? "=" + name() : ""));
                }
            }
            story.add("reconcile with " + desired);
            boolean isDone = isDone(instance, hierarchy(desired.toArray(String[]::new)));
            Map<String, String> after = api.state();
            List<String> kept =
                    desired.stream().map(one -> one.replaceFirst("=.*", "")).toList();
            before.keySet().stream().filter(id -> !kept.contains(id)).forEach(id -> {
                Whose owner = whose.getOrDefault(id, Whose.PERSONS);
                if (owner == Whose.PERSONS) {
                    assertThat(after).as("%s", story).containsKey(id);
                } else if (owner == Whose.OURS && !hasFaults) {
                    assertThat(after).as("%s", story).doesNotContainKey(id);
                }
            });
            kept.stream()
                    .filter(id -> !id.equals("root") && !before.containsKey(id) && after.containsKey(id))
                    .forEach(id -> {
                        whose.put(id, hasFaults ? Whose.OPEN : Whose.OURS);
                    });
            whose.keySet().retainAll(after.keySet());
            known.addAll(kept);
            before.keySet().stream().filter(id -> !after.containsKey(id)).forEach(known::remove);
            if (isDone) {
                forgotten.clear();
            }
        }

        /** Of a run that records have failed, nobody knows what it has seen. */
        private boolean isDone(Instance instance, Hierarchy desired) {
            try {
                instance.reconcile(desired);
                return !hasFaults;
            } catch (RuntimeException e) {
                assertThat(hasFaults).as("%s", story).isTrue();
                return false;
            }
        }

        /** Nobody gives the same name twice. */
        private String name() {
            return "name " + ++made;
        }
    }
}
