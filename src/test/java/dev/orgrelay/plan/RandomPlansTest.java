package dev.orgrelay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.AnyOrder.Ending;
import dev.orgrelay.plan.Rules.DeleteGuard;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** However a hierarchy is rearranged: each order that the plan allows works at every moment, and ends as desired. */
class RandomPlansTest {

    private static final int PAIRS = Boolean.getBoolean("test.long") ? 2000 : 500;
    private static final int ORDERS = 3;
    private static final Limits LIMITS = new Limits(200, 5);
    private static final Rules SYNC =
            new Rules(Policy.SYNC, Optional.empty(), new DeleteGuard(1000, 100), Optional.empty());

    @Test
    void everyAllowedOrderWorksAndEndsAsDesired() {
        int calls = 0;
        int detours = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Pair pair = pair(random(seed));
            Plan plan = plan(pair.actual(), pair.desired());
            for (int order = 0; order < ORDERS; order++) {
                check(pair, plan, random(seed * ORDERS + order + PAIRS), "seed " + seed + ", order " + order);
            }
            calls += plan.steps().size();
            detours += plan.count("temporary-move");
        }
        assertThat(detours).as("temporary moves among %d calls", calls).isLessThan(calls / 1000);
    }

    /** What the policy, the scope or the guard keeps back may be in the way of the rest; that is seen before the first call. */
    @Test
    void whateverIsKeptBackTheRestStillWorksInEveryOrder() {
        int impossible = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = random(seed + 10 * PAIRS);
            Limits limits = new Limits(4 + random.nextInt(12), 3 + random.nextInt(3));
            RandomHierarchies hierarchies = new RandomHierarchies(random, limits);
            Hierarchy actual = hierarchies.any(limits.organizations() - random.nextInt(3), limits.organizations() + 2);
            Hierarchy desired =
                    hierarchies.any(2 + random.nextInt(limits.organizations() - 2), limits.organizations() + 2);
            Plan plan = Plan.of("default", actual, desired, limits, FailingStepsTest.rules(desired, random));

            StrictApplication application = new StrictApplication(actual, limits);
            assertThat(new AnyOrder(plan, application, Set.of()).atRandom(random))
                    .as("seed " + seed)
                    .allMatch(Ending.APPLIED::equals);
            impossible += plan.impossible().size();
        }
        assertThat(impossible).isPositive();
    }

    private static void check(Pair pair, Plan plan, Random random, String name) {
        StrictApplication application = new StrictApplication(pair.actual(), LIMITS);
        assertThat(new AnyOrder(plan, application, Set.of()).atRandom(random))
                .as(name)
                .allMatch(Ending.APPLIED::equals);

        assertThat(application.state()).as(name).isEqualTo(byId(pair.desired()));
        assertThat(application.calls())
                .as(name)
                .isEqualTo(differing(pair.actual(), pair.desired()) + plan.count("temporary-move"));
        assertThat(plan.impossible()).as(name).isEmpty();
        assertThat(plan(Hierarchy.of(application.state().values()), pair.desired())
                        .steps())
                .as(name)
                .isEmpty();
    }

    /** Neighbouring seeds begin with nearly the same numbers, so they are spread first. */
    private static Random random(int seed) {
        return new Random(seed * 0x9E3779B97F4A7C15L);
    }

    private record Pair(Hierarchy actual, Hierarchy desired) {}

    private static Pair pair(Random random) {
        RandomHierarchies hierarchies = new RandomHierarchies(random, LIMITS);
        int size = random.nextInt(4) == 0 ? 200 : 1 + random.nextInt(random.nextBoolean() ? 12 : 200);
        Hierarchy actual = hierarchies.any(size, 250);
        boolean staysFull = size == 200;
        return switch (random.nextInt(3)) {
            case 0 -> new Pair(actual, hierarchies.any(1 + random.nextInt(200), 250));
            case 1 -> new Pair(actual, hierarchies.reorganized(actual, 1 + random.nextInt(6), staysFull));
            default -> new Pair(actual, hierarchies.reorganized(actual, random.nextInt(60), staysFull));
        };
    }

    private static Plan plan(Hierarchy actual, Hierarchy desired) {
        return Plan.of("default", actual, desired, LIMITS, SYNC);
    }

    private static long differing(Hierarchy actual, Hierarchy desired) {
        long unwanted = actual.organizations().stream()
                .filter(organization -> !desired.contains(organization.id()))
                .count();
        long wanted = desired.organizations().stream()
                .filter(organization -> actual.find(organization.id())
                        .filter(organization::equals)
                        .isEmpty())
                .count();
        return unwanted + wanted;
    }

    private static Map<OrganizationId, Organization> byId(Hierarchy hierarchy) {
        return hierarchy.organizations().stream().collect(Collectors.toMap(Organization::id, Function.identity()));
    }
}
