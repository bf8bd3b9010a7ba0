package dev.orgrelay.relay.explorer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Takes a cluster through schedules by chance, where there are too many for all. */
final class Sampler {

    /** Many times what a schedule needs. */
    private static final int LONGEST = 2_000;

    /** One step in so many is a fault, as long as there may be faults. */
    private static final int FAULT_EVERY = 4;

    private final Configuration configuration;
    private final Schedules schedules;
    private int steps;

    Sampler(Configuration configuration, Doubles doubles) {
        this.configuration = configuration;
        this.schedules = new Schedules(configuration, doubles);
    }

    /** The first violation in so many schedules, from {@code seed} on. */
    Optional<Violation> run(long seed, int count) {
        for (int i = 0; i < count; i++) {
            Optional<Violation> violation = run(new Random(seed + i));
            if (violation.isPresent()) {
                return violation;
            }
        }
        return Optional.empty();
    }

    /** How many steps were taken so far. */
    int steps() {
        return steps;
    }

    private Optional<Violation> run(Random random) {
        Steps at = schedules.replay(List.of());
        List<Choice> path = new ArrayList<>();
        int faultsLeft = configuration.faults();
        while (!schedules.cluster().isOver() || faultsLeft > 0 && random.nextInt(FAULT_EVERY) > 0) {
            Optional<Choice> next = next(at.possible(), faultsLeft > 0 && random.nextInt(FAULT_EVERY) == 0, random);
            if (next.isEmpty() && schedules.cluster().isOver()) {
                return Optional.empty();
            }
            if (next.isEmpty() || path.size() == LONGEST) {
                return Optional.of(new Violation("no end", schedules.describe(path)));
            }
            path.add(next.get());
            at.take(next.get());
            steps++;
            faultsLeft -= next.get().kind().isFault() ? 1 : 0;
            Optional<String> violation = schedules.cluster().oracle().violation();
            if (violation.isPresent()) {
                return Optional.of(new Violation(violation.get(), schedules.describe(path)));
            }
        }
        return Optional.empty();
    }

    private static Optional<Choice> next(List<Choice> possible, boolean isFault, Random random) {
        List<Choice> some = possible.stream()
                .filter(choice -> choice.kind().isFault() == isFault)
                .toList();
        List<Choice> from = some.isEmpty()
                ? possible.stream().filter(choice -> !choice.kind().isFault()).toList()
                : some;
        return from.isEmpty() ? Optional.empty() : Optional.of(from.get(random.nextInt(from.size())));
    }
}
