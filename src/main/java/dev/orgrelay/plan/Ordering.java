package dev.orgrelay.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Looks for an order without detours: if the first one found has some, it begins anew from other sides, a few times. Always finds the same. */
final class Ordering {

    private static final int TRIES = 24;

    private Ordering() {}

    static List<Step> of(Forest actual, List<Step> steps, Limits limits) {
        List<Step> best = Simulation.topDown(actual, steps, limits).run();
        for (int tried = 1; tried < TRIES && best.size() > steps.size(); tried++) {
            List<Step> shuffled = new ArrayList<>(steps);
            Collections.shuffle(shuffled, new Random(tried));
            List<Step> other = new Simulation(actual, shuffled, limits).run();
            best = other.size() < best.size() ? other : best;
        }
        return best;
    }
}
