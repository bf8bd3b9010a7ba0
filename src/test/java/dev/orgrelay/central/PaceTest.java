package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances that share an application and do not know each other. Answers take 50 to 200 ms; all always have something to call. */
class PaceTest {

    private static final int LIMIT = 20;
    private static final int SEEDS = 20;

    @Test
    void threeInstancesUseTheLimitAndHardlyEverExceedIt() {
        List<PaceSimulation> minutes = runs(seed -> minute(3, seed));

        assertThat(average(minutes, run -> run.used(0, 60))).isGreaterThanOrEqualTo(0.98);
        assertThat(average(minutes, run -> run.shareOf429(0, 60))).isLessThanOrEqualTo(0.01);
        assertThat(minutes).allSatisfy(run -> {
            assertThat(run.used(0, 60)).isGreaterThanOrEqualTo(0.94);
            assertThat(run.shareOf429(0, 60)).isLessThanOrEqualTo(0.013);
            assertThat(run.leastShare(30, 60)).isGreaterThanOrEqualTo(0.5);
        });
    }

    @Test
    void asTimeGoesOnThereAreNotMore429s() {
        List<PaceSimulation> minutes =
                runs(seed -> new PaceSimulation(LIMIT, seed).instances(3, LIMIT).run(240));

        assertThat(average(minutes, run -> run.shareOf429(60, 240))).isLessThanOrEqualTo(0.01);
        assertThat(minutes).allSatisfy(run -> assertThat(run.used(60, 240)).isGreaterThanOrEqualTo(0.95));
    }

    @Test
    void twoInstancesUseTheLimitAndHardlyEverExceedIt() {
        List<PaceSimulation> minutes = runs(seed -> minute(2, seed));

        assertThat(average(minutes, run -> run.used(0, 60))).isGreaterThanOrEqualTo(0.95);
        assertThat(minutes).allSatisfy(run -> {
            assertThat(run.shareOf429(0, 60)).isLessThanOrEqualTo(0.01);
            assertThat(run.leastShare(30, 60)).isGreaterThanOrEqualTo(0.5);
        });
    }

    @Test
    void fiveInstancesUseTheLimitAndSeldomExceedIt() {
        List<PaceSimulation> minutes = runs(seed -> minute(5, seed));

        assertThat(minutes).allSatisfy(run -> assertThat(run.used(0, 60)).isGreaterThanOrEqualTo(0.95));
        assertThat(average(minutes, run -> run.shareOf429(5, 60))).isLessThanOrEqualTo(0.02);
    }

    @Test
    void anInstanceThatIsAloneGetsNo429() {
        assertThat(runs(seed -> minute(1, seed))).allSatisfy(run -> {
            assertThat(run.count(0, 60, true)).isZero();
            assertThat(run.used(0, 60)).isGreaterThanOrEqualTo(0.99);
        });
    }

    @Test
    void anInstanceThatIsAloneUsesWhatTheApplicationHoldsAtFirst() {
        assertThat(runs(seed -> minute(1, seed)))
                .allSatisfy(run -> assertThat(run.count(0, 10, false)).isGreaterThanOrEqualTo(205));
    }

    @Test
    void anInstanceThatIsLeftAloneHasTheWholeLimitSoon() {
        List<PaceSimulation> runs = runs(seed -> new PaceSimulation(LIMIT, seed)
                .instance(LIMIT, 0, Double.MAX_VALUE)
                .instance(LIMIT, 0, 30)
                .instance(LIMIT, 0, 30)
                .run(80));

        assertThat(runs).allSatisfy(run -> assertThat(run.used(70, 80)).isGreaterThanOrEqualTo(0.95));
    }

    @Test
    void anInstanceThatJoinsGetsAShare() {
        List<PaceSimulation> runs = runs(seed -> new PaceSimulation(LIMIT, seed)
                .instance(LIMIT, 0, Double.MAX_VALUE)
                .instance(LIMIT, 0, Double.MAX_VALUE)
                .instance(LIMIT, 30, Double.MAX_VALUE)
                .run(90));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.shareOf429(30, 90)).isLessThanOrEqualTo(0.02);
            assertThat(run.leastShare(60, 90)).isGreaterThanOrEqualTo(0.25);
        });
    }

    @Test
    void anApplicationThatAllowsLessThanConfiguredIsNotPestered() {
        List<PaceSimulation> runs =
                runs(seed -> new PaceSimulation(10, seed).instances(1, LIMIT).run(80));

        assertThat(runs).allSatisfy(run -> {
            assertThat(run.shareOf429(20, 80)).isLessThanOrEqualTo(0.01);
            assertThat(run.used(20, 80)).isGreaterThanOrEqualTo(0.9);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 8, 45})
    void nothingIsSentAsLongAsTheApplicationSays(int seconds) {
        PaceSimulation run = new PaceSimulation(5, 1)
                .withRetryAfter(Duration.ofSeconds(seconds))
                .instances(1, LIMIT)
                .run(60);

        double first = run.first429();

        assertThat(first).isLessThan(3);
        assertThat(run.count(first + 0.4, first + seconds, false)).isZero();
        assertThat(run.count(first + 0.4, first + seconds, true)).isZero();
        assertThat(run.count(first + seconds, first + seconds + 2, false)).isPositive();
    }

    private static PaceSimulation minute(int instances, long seed) {
        return new PaceSimulation(LIMIT, seed).instances(instances, LIMIT).run(60);
    }

    private static List<PaceSimulation> runs(LongFunction<PaceSimulation> run) {
        return LongStream.range(0, SEEDS).mapToObj(run).toList();
    }

    private static double average(List<PaceSimulation> runs, ToDoubleFunction<PaceSimulation> value) {
        return runs.stream().mapToDouble(value).average().orElseThrow();
    }
}
