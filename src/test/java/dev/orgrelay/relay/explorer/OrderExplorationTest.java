package dev.orgrelay.relay.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The real relay, ledger and client of two instances under schedules of all kinds. Whatever crashes, stands still, is refused, gets no answer, has its effect
 * late or comes again: nothing is lost, nothing older wins, one holds the right, there is an end, and what senders hear is true.
 */
class OrderExplorationTest {

    /** With {@code -Dtest.long=true} all is explored that can be in some minutes; otherwise what can be in some seconds. */
    private static final boolean IS_LONG = Boolean.getBoolean("test.long");

    private static final int SAMPLES = IS_LONG ? 20_000 : 50;
    private static final int SAMPLED_FAULTS = 4;

    static Stream<Configuration> twoEvents() {
        Stream<Configuration> all = Stream.of(
                Configuration.of("n3", "n5"),
                Configuration.of("c3", "d5").withoutOrganization(),
                Configuration.of("m5 m5b").withoutParentOf("m5"));
        Stream<Configuration> more = Stream.of(
                Configuration.of("n3", "n5").withClocksApart(),
                Configuration.of("n5", "n5b"),
                Configuration.of("c3", "m5").withoutOrganization(),
                Configuration.of("d3", "n5"),
                Configuration.of("u3", "n5"),
                Configuration.of("m3", "n5"),
                Configuration.of("n3", "d5"),
                Configuration.of("d3", "c5"),
                Configuration.of("c3", "n5").withoutOrganization(),
                Configuration.of("m3", "m5").withoutParentOf("m3"),
                Configuration.of("m3", "m5").withoutParentOf("m5"),
                Configuration.of("c3", "m5").withoutOrganization().withoutParentOf("m5"),
                Configuration.of("c5 m5b").withoutOrganization(),
                Configuration.of("c5 d5 c5b").withoutOrganization(),
                Configuration.of("d5", "n5"));
        return IS_LONG
                ? Stream.concat(all, more)
                        .map(one -> one.withFaults(one.missingParent().isPresent() ? 1 : 2)) // or memory ends first
                : all.map(one -> one.withFaults(1));
    }

    static Stream<Configuration> threeEvents() {
        Stream<Configuration> all = Stream.of(
                Configuration.of("n3", "n5", "n7"),
                Configuration.of("u3", "n5", "m7"),
                Configuration.of("n3", "d5", "c7"),
                Configuration.of("c3", "d5", "n7").withoutOrganization(),
                Configuration.of("c3", "m5", "d7").withoutOrganization(),
                Configuration.of("c3", "m4", "m5").withoutOrganization().withoutParentOf("m5"),
                Configuration.of("c3", "m5 m5b").withoutOrganization().withoutParentOf("m5"),
                Configuration.of("m5 m5b", "m3").withoutParentOf("m5"),
                Configuration.of("m5 m5b", "m5c").withoutParentOf("m5"),
                Configuration.of("n5 n5b", "n5c"),
                Configuration.of("c5 d5 c5b", "n3").withoutOrganization(),
                Configuration.of("d5 c5b n5c", "n7"));
        return all.flatMap(one -> Stream.of(one, one.withClocksApart())).map(one -> one.withFaults(SAMPLED_FAULTS));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("twoEvents")
    void ofTwoEventsEveryScheduleEndsRight(Configuration configuration) {
        long start = System.nanoTime();
        Explorer.Result result = new Explorer(configuration, Doubles.NONE).run();
        report("%s | all | %d | %d".formatted(configuration, result.states(), result.steps()), start);
        assertThat(result.violation()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("threeEvents")
    void ofThreeEventsSchedulesTakenByChanceEndRight(Configuration configuration) {
        long start = System.nanoTime();
        Sampler sampler = new Sampler(configuration, Doubles.NONE);
        assertThat(sampler.run(1, SAMPLES)).isEmpty();
        report("%s | %d | | %d".formatted(configuration, SAMPLES, sampler.steps()), start);
    }

    private static void report(String row, long start) {
        System.out.printf("| %s | %.1f |%n", row, (System.nanoTime() - start) / 1e9);
    }
}
