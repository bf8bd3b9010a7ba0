package dev.orgrelay.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.OrganizationId;
import dev.orgrelay.plan.Rules.DeleteGuard;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A temporary move is made only where no order works without it: compared with a search through all orders, in applications that are cramped. */
class NecessaryDetoursTest {

    private static final int PAIRS = 4000;
    private static final int MOST_STEPS = 11;

    @Test
    void aPlanHasATemporaryMoveOnlyIfNoOrderWorksWithoutOne() {
        int needless = 0;
        int needed = 0;
        for (int seed = 0; seed < PAIRS; seed++) {
            Random random = new Random(seed * 0x9E3779B97F4A7C15L);
            Limits limits = new Limits(4 + random.nextInt(8), 3 + random.nextInt(3));
            RandomHierarchies hierarchies = new RandomHierarchies(random, limits);
            int size = limits.organizations() - random.nextInt(2);
            Hierarchy actual = hierarchies.any(size, limits.organizations());
            Hierarchy desired = random.nextBoolean()
                    ? hierarchies.any(limits.organizations() - random.nextInt(2), limits.organizations() + 2)
                    : hierarchies.reorganized(actual, 1 + random.nextInt(8), true);
            Rules sync = new Rules(Policy.SYNC, Optional.empty(), new DeleteGuard(99, 100), Optional.empty());
            List<Step> steps = Planning.difference(actual, desired).toList();
            if (steps.size() > MOST_STEPS) {
                continue;
            }
            int detours = Plan.of("default", actual, desired, limits, sync).count("temporary-move");
            boolean isPossible = worksSomehow(actual, steps, limits);
            needed += isPossible ? 0 : 1;
            needless += isPossible && detours > 0 ? 1 : 0;
        }
        assertThat(needed).isPositive();
        assertThat(needless).isZero();
    }

    private static boolean worksSomehow(Hierarchy actual, List<Step> steps, Limits limits) {
        Set<BitSet> seen = new HashSet<>();
        Deque<BitSet> open = new ArrayDeque<>(List.of(new BitSet()));
        while (!open.isEmpty()) {
            BitSet done = open.pop();
            if (done.cardinality() == steps.size()) {
                return true;
            }
            for (int next = done.nextClearBit(0); next < steps.size(); next = done.nextClearBit(next + 1)) {
                BitSet further = (BitSet) done.clone();
                further.set(next);
                if (seen.add(further) && isAllowed(actual, steps, done, next, limits)) {
                    open.push(further);
                }
            }
        }
        return false;
    }

    private static boolean isAllowed(Hierarchy actual, List<Step> steps, BitSet done, int next, Limits limits) {
        Hierarchy forest = actual.after(done.stream().mapToObj(steps::get).toList());
        Step step = steps.get(next);
        if (step instanceof Step.Delete) {
            return forest.childrenOf(step.organization()).isEmpty();
        }
        if (!step.places()) {
            return true;
        }
        Optional<OrganizationId> parent = step.after().get().parent();
        if (parent.filter(above -> !forest.contains(above) || forest.isWithin(above, step.organization()))
                .isPresent()) {
            return false;
        }
        Hierarchy after = forest.after(List.of(step));
        return after.size() <= limits.organizations() && after.height() <= limits.depth();
    }
}
