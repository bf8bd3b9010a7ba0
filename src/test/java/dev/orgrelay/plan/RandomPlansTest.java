package dev.orgrelay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** However a hierarchy is rearranged: each order that the plan allows works at every moment, and ends as desired. */
class RandomPlansTest {

    private static final int PAIRS = 2000;
    private static final int ORDERS = 3;
    private static final Limits LIMITS = new Limits(200, 5);
    private static final Rules SYNC =
            new Rules(Policy.SYNC, Optional.empty(), new DeleteGuard(1000, 100), Optional.empty());

    @Test
    void everyAllowedOrderWorksAndEndsAsDesired() {
        int calls = 0;
        int detours = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Pair pair = pair(new Random(seed));
            Plan plan = plan(pair.actual(), pair.desired());
            for (int order = 0; order < ORDERS; order++) {
                check(pair, plan, new Random(seed * 31L + order), "seed " + seed + ", order " + order);
            }
            calls += plan.steps().size();
            detours += plan.count("temporary-move");
        }
        assertThat(detours).as("temporary moves among %d calls", calls).isLessThan(calls / 1000);
    }

    private static void check(Pair pair, Plan plan, Random random, String name) {
        StrictApplication application = new StrictApplication(pair.actual(), LIMITS);
        anyOrder(plan, random).forEach(application::apply);

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

    /** The steps in an order at random that respects what waits for what; leans to the front, to the back, or to nothing. */
    static List<Step> anyOrder(Plan plan, Random random) {
        List<Scheduled> steps = plan.steps();
        int leaning = random.nextInt(3);
        BitSet done = new BitSet();
        List<Step> order = new ArrayList<>();
        while (order.size() < steps.size()) {
            List<Integer> ready = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                if (!done.get(i) && steps.get(i).after().stream().allMatch(done::get)) {
                    ready.add(i);
                }
            }
            int next = leaning == 0
                    ? ready.get(ready.size() - 1)
                    : ready.get(random.nextInt(leaning == 1 ? Math.min(2, ready.size()) : ready.size()));
            done.set(next);
            order.add(steps.get(next).step());
        }
        return order;
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
