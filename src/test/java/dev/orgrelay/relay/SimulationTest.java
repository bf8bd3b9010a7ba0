package dev.orgrelay.relay;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The promise of {@code docs/order.md}, held against random courses of events. */
class SimulationTest {

    private static final boolean IS_LONG = Boolean.getBoolean("test.long");
    private static final int COURSES = Integer.getInteger("simulation.courses", IS_LONG ? 20_000 : 200);
    private static final long FIRST = Long.getLong("simulation.seed", 0);

    @Test
    void nothingIsLostAndNothingGoesBack() {
        Instant start = Instant.now();
        for (long seed = FIRST; seed < FIRST + COURSES; seed++) {
            new Simulation(seed).run();
        }
        System.out.printf(
                "simulation: %d courses in %d s%n",
                COURSES, Duration.between(start, Instant.now()).toSeconds());
    }
}
