package dev.orgrelay.reconcile;

import static dev.orgrelay.plan.Hierarchies.hierarchy;
import static dev.orgrelay.plan.Hierarchies.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.orgrelay.central.StrictApi;
import dev.orgrelay.organization.InvalidContentException;
import dev.orgrelay.plan.Hierarchy;
import dev.orgrelay.plan.Rules;
import dev.orgrelay.relay.Changes;
import dev.orgrelay.relay.TestClock;
import dev.orgrelay.relay.TestRelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A plan that somebody has looked at is applied as it is, or not at all. */
class SavedPlanTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofSeconds(5);
    private static final int SEEDS = 300;
    private static final int MOST = 8;

    private final StrictApi api = new StrictApi(200);
    private final TestClock clock = new TestClock(Changes.HOUR.plusSeconds(60));
    private final Reconciler reconciler = ReconcileRules.reconciler(new TestRelay(api.client(), clock), clock);

    @Test
    void itIsAppliedExactlyWhenNothingHasChanged() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            start(random);
            JsonNode plan = plan(random(random), rules("sync"));
            api.calls().clear();

            Reconciliation result = apply(plan, rules("sync"));

            assertThat(result.isComplete()).as("seed %d", seed).isTrue();
            assertThat(steps(plan)).as("seed %d", seed).isEqualTo(steps(PlanJson.of(result)));
            assertThat(api.calls())
                    .as("seed %d", seed)
                    .hasSize(1 + plan.path("steps").size());
            assertThat(state()).as("seed %d", seed).isEqualTo(organizations(plan.path("desired")));
        }
    }

    @Test
    void itIsRefusedWithEveryDifferenceWhenAnythingHasChanged() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            start(random);
            Map<String, String> before = state();
            JsonNode plan = plan(random(random), rules("sync"));
            do {
                change(random);
            } while (state().equals(before));
            Map<String, String> now = state();
            api.calls().clear();

            OutdatedPlanException refusal =
                    catchThrowableOfType(OutdatedPlanException.class, () -> apply(plan, rules("sync")));

            Map<String, String> expected = new TreeMap<>();
            before.forEach((id, one) -> expected.put(id, one + " → none"));
            now.forEach((id, one) -> expected.merge(id, "none → " + one, (was, is) -> was.replace("none", one)));
            expected.values().removeIf(one -> one.split(" → ")[0].equals(one.split(" → ")[1]));
            assertThat(differences(refusal.changed())).as("seed %d", seed).isEqualTo(expected);
            assertThat(api.calls()).as("seed %d", seed).containsExactly("GET");
        }
    }

    @Test
    void itIsRefusedWhenSomebodyHasEditedIt() {
        api.hold(hierarchy("aa", "bb<aa").organizations());
        ObjectNode plan = plan(hierarchy("aa=A", "cc"), rules("sync"));
        List<ObjectNode> edited = new ArrayList<>();
        for (String member : List.of("application", "policy", "readAt", "planDigest", "actualDigest", "source")) {
            edited.add(plan.deepCopy().put(member, "2026-11-23T10:00:01Z"));
        }
        for (String member : List.of("steps", "desired", "actual", "checksum")) {
            edited.add(plan.deepCopy().without(member));
            ObjectNode copy = plan.deepCopy();
            if (copy.path(member) instanceof ArrayNode array) {
                array.remove(0);
                edited.add(copy);
            }
        }
        edited.add(plan.deepCopy().put("scope", "aa"));
        edited.add(plan.deepCopy().put("document", "orgrelay-plan/2"));

        assertThat(edited).hasSize(14).allSatisfy(one -> assertThatThrownBy(() -> SavedPlan.in(one))
                .isInstanceOf(InvalidContentException.class));
        assertThat(SavedPlan.in(JSON.createObjectNode())).isEmpty();
    }

    @Test
    void itMayBeWrittenInAnotherWay() throws JsonProcessingException {
        ObjectNode plan = plan(hierarchy("aa"), rules("sync"));
        ObjectNode turned = JSON.createObjectNode();
        List<String> names = new ArrayList<>();
        plan.fieldNames().forEachRemaining(name -> names.add(0, name));
        names.forEach(name -> turned.set(name, plan.get(name)));

        assertThat(SavedPlan.in(JSON.readTree(turned.toPrettyString()))).isPresent();
    }

    @Test
    void theSamePlanHasTheSameDigestWheneverItIsMade() {
        api.hold(hierarchy("aa").organizations());
        ObjectNode first = plan(hierarchy("aa=A"), rules("sync"));
        clock.advance(Duration.ofHours(1));
        ObjectNode second = plan(hierarchy("aa=A"), rules("sync"));

        for (String digest : List.of("planDigest", "actualDigest")) {
            assertThat(first.path(digest).asText())
                    .matches("[0-9a-f]{32}")
                    .isEqualTo(second.path(digest).asText());
        }
        assertThat(plan(hierarchy("aa=B"), rules("sync")).path("planDigest")).isNotEqualTo(first.path("planDigest"));
    }

    @Test
    void whatItHoldsStillHasToBeReleased() {
        api.hold(hierarchy("aa", "bb", "cc").organizations());
        Rules guarded =
                ReconcileRules.of(Map.of("orgrelay.reconcile.policy", "sync")).rules();
        ObjectNode plan = plan(hierarchy("aa=A"), guarded);
        String digest = plan.path("held").path("digest").asText();
        assertThat(plan.path("held").path("deletes").toString())
                .isEqualTo("[{\"organization\":\"bb\",\"displayName\":\"bb\"},"
                        + "{\"organization\":\"cc\",\"displayName\":\"cc\"}]");
        assertThat(plan.path("held").path("release").asText())
                .contains("/api/reconcile?application=default&source=hr&policy=sync&release=" + digest);
        assertThatThrownBy(() -> apply(plan, guarded.releasing(Optional.of("0123456789abcdef"))))
                .isInstanceOf(OutdatedPlanException.class);

        assertThat(apply(plan, guarded.releasing(Optional.of(digest))).isComplete())
                .isTrue();
        assertThat(api.state()).containsOnlyKeys("aa");
    }

    @Test
    void otherSettingsAreAnotherPlan() {
        api.hold(hierarchy("aa", "bb").organizations());
        ObjectNode plan = plan(hierarchy("aa"), rules("sync"));
        Rules guarded =
                ReconcileRules.of(Map.of("orgrelay.reconcile.policy", "sync")).rules();

        assertThatThrownBy(() -> apply(plan, guarded))
                .isInstanceOf(OutdatedPlanException.class)
                .hasMessageContaining("settings");
        assertThat(api.state()).containsOnlyKeys("aa", "bb");
    }

    private ObjectNode plan(Hierarchy desired, Rules rules) {
        DesiredState state = new DesiredState("default", "hr", rows(desired), clock.instant());
        return SavedPlan.of(state, rules, reconciler.plan(state, rules).await().atMost(LONG));
    }

    private Reconciliation apply(JsonNode document, Rules rules) {
        SavedPlan plan = SavedPlan.in(parsed(document.toString())).orElseThrow();
        clock.advance(Duration.ofSeconds(30));
        DesiredState state = new DesiredState("default", "hr", plan.rows(), clock.instant()).by(plan);
        return reconciler.reconcile(state, rules).await().atMost(LONG);
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Rules rules(String policy) {
        return ReconcileRules.of(
                        Map.of("orgrelay.reconcile.policy", policy, "orgrelay.reconcile.max-delete-percent", "100"))
                .rules();
    }

    private void start(Random random) {
        state().keySet().forEach(api::lose);
        api.hold(random(random).organizations());
    }

    /** Parents have lower numbers, so nobody is below himself, and few, so nobody is too deep. */
    private static Hierarchy random(Random random) {
        List<String> organizations = new ArrayList<>(List.of("o-0"));
        for (int i = 1; i < MOST; i++) {
            int parent = random.nextInt(Math.min(i, 3));
            boolean isBelow = random.nextBoolean() && organizations.contains("o-" + parent);
            String name = random.nextInt(4) == 0 ? "=name " + random.nextInt(3) : "";
            if (random.nextInt(3) > 0) {
                organizations.add("o-" + i + (isBelow ? "<o-" + parent : "") + name);
            }
        }
        return hierarchy(organizations.toArray(String[]::new));
    }

    private void change(Random random) {
        List<String> ids = List.copyOf(state().keySet());
        String id = ids.get(random.nextInt(ids.size()));
        switch (random.nextInt(3)) {
            case 0 -> api.lose(id);
            case 1 -> api.hold(hierarchy(id + "=changed " + random.nextInt(2)).organizations());
            default -> api.hold(hierarchy("fresh-" + random.nextInt(3)).organizations());
        }
    }

    private Map<String, String> state() {
        return api.state();
    }

    private static List<String> steps(JsonNode json) {
        List<String> steps = new ArrayList<>();
        json.path("steps")
                .forEach(step -> steps.add(step.path("operation").asText() + " "
                        + step.path("organization").asText() + " " + step.path("after")));
        steps.sort(null);
        return steps;
    }

    private static Map<String, String> organizations(JsonNode array) {
        Map<String, String> all = new TreeMap<>();
        array.forEach(one -> all.put(one.path("id").asText(), text(one)));
        return all;
    }

    private static Map<String, String> differences(ArrayNode changed) {
        Map<String, String> all = new TreeMap<>();
        changed.forEach(one ->
                all.put(one.path("organization").asText(), text(one.path("before")) + " → " + text(one.path("now"))));
        return all;
    }

    private static String text(JsonNode organization) {
        return organization.isNull()
                ? "none"
                : organization.path("displayName").asText() + " under "
                        + organization.path("parent").asText();
    }
}
