package dev.orgrelay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Organization;
import dev.orgrelay.organization.OrganizationId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            Plan plan = Plan.of("default", actual, desired, limits, rules(desired, random));

            StrictApplication application = new StrictApplication(actual, limits);
            anyOrder(plan, random).forEach(application::apply);
            impossible += plan.impossible().size();
        }
        assertThat(impossible).isPositive();
    }

    private static Rules rules(Hierarchy desired, Random random) {
        List<OrganizationId> ids =
                desired.organizations().stream().map(Organization::id).toList();
        return new Rules(
                Policy.values()[random.nextInt(3)],
                Optional.of(ids.get(random.nextInt(ids.size()))).filter(id -> random.nextBoolean()),
                new DeleteGuard(random.nextInt(5), 50),
                Optional.empty());
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

    /** The steps in an order at random that respects what waits for what; leans to the front, to the back, or to nothing. */
    private static List<Step> anyOrder(Plan plan, Random random) {
        List<Scheduled> steps = plan.steps();
        List<List<Integer>> next = new ArrayList<>();
        steps.forEach(step -> next.add(new ArrayList<>()));
        int[] waiting = new int[steps.size()];
        for (int i = 0; i < steps.size(); i++) {
            waiting[i] = steps.get(i).after().size();
            for (int before : steps.get(i).after()) {
                next.get(before).add(i);
            }
        }
        TreeSet<Integer> ready = new TreeSet<>();
        IntStream.range(0, steps.size()).filter(i -> waiting[i] == 0).forEach(ready::add);
        int leaning = random.nextInt(3);
        List<Step> order = new ArrayList<>();
        while (!ready.isEmpty()) {
            int chosen = choose(ready, leaning, random);
            ready.remove(chosen);
            order.add(steps.get(chosen).step());
            next.get(chosen).stream().filter(i -> --waiting[i] == 0).forEach(ready::add);
        }
        return order;
    }

    private static int choose(TreeSet<Integer> ready, int leaning, Random random) {
        return switch (leaning) {
            case 0 -> ready.last();
            case 1 -> random.nextBoolean() ? ready.first() : ready.last();
            default -> List.copyOf(ready).get(random.nextInt(ready.size()));
        };
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
