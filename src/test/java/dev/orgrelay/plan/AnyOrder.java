package dev.orgrelay.plan;

import dev.orgrelay.plan.Plan.Scheduled;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/** The steps of a plan, carried out one after the other in an order that respects what waits for what. Steps may fail, and with them those after them. */
final class AnyOrder {

    enum Ending {
        APPLIED,
        REFUSED,
        FAILED,
        NOT_TRIED
    }

    private final List<Scheduled> steps;
    private final StrictApplication application;
    private final Set<Integer> failing;
    private final List<List<Integer>> next = new ArrayList<>();
    private final int[] waiting;
    private final Ending[] endings;

    /** @param failing the steps that fail when they are tried, whatever the application would say */
    AnyOrder(Plan plan, StrictApplication application, Set<Integer> failing) {
        this.steps = plan.steps();
        this.application = application;
        this.failing = failing;
        this.waiting = new int[steps.size()];
        this.endings = new Ending[steps.size()];
        steps.forEach(step -> next.add(new ArrayList<>()));
        for (int i = 0; i < steps.size(); i++) {
            waiting[i] = steps.get(i).waitsFor().size();
            for (int before : steps.get(i).waitsFor()) {
                next.get(before).add(i);
            }
        }
    }

    /** The order of the plan itself. */
    List<Ending> asPlanned() {
        return run(TreeSet::first);
    }

    /** An order at random, which leans to the front, to the back, or to nothing. */
    List<Ending> atRandom(Random random) {
        int leaning = random.nextInt(3);
        return run(ready -> switch (leaning) {
            case 0 -> ready.last();
            case 1 -> random.nextBoolean() ? ready.first() : ready.last();
            default -> List.copyOf(ready).get(random.nextInt(ready.size()));
        });
    }

    private List<Ending> run(ToIntFunction<TreeSet<Integer>> choice) {
        TreeSet<Integer> ready = new TreeSet<>();
        IntStream.range(0, waiting.length).filter(i -> waiting[i] == 0).forEach(ready::add);
        while (!ready.isEmpty()) {
            int chosen = choice.applyAsInt(ready);
            ready.remove(chosen);
            endings[chosen] = ending(chosen);
            next.get(chosen).stream().filter(i -> --waiting[i] == 0).forEach(ready::add);
        }
        return Arrays.asList(endings);
    }

    private Ending ending(int step) {
        if (steps.get(step).after().stream().anyMatch(before -> endings[before] != Ending.APPLIED)) {
            return Ending.NOT_TRIED;
        }
        if (failing.contains(step)) {
            return Ending.FAILED;
        }
        return application.accepts(steps.get(step).step()) ? Ending.APPLIED : Ending.REFUSED;
    }
}
