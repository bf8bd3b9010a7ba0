package dev.orgrelay.relay.explorer;

import static dev.orgrelay.relay.explorer.Choice.Kind.AGAIN;
import static dev.orgrelay.relay.explorer.Choice.Kind.CRASH;
import static dev.orgrelay.relay.explorer.Choice.Kind.FREEZE;
import static dev.orgrelay.relay.explorer.Choice.Kind.GIVE_UP;
import static dev.orgrelay.relay.explorer.Choice.Kind.REFUSE;
import static dev.orgrelay.relay.explorer.Choice.Kind.SILENCE;
import static dev.orgrelay.relay.explorer.Mutant.BELIEVES_A_CACHED_LEASE;
import static dev.orgrelay.relay.explorer.Mutant.COUNTS_AN_INTENTION_AS_APPLIED;
import static dev.orgrelay.relay.explorer.Mutant.DROPS_AN_INTENTION_AT_ONCE;
import static dev.orgrelay.relay.explorer.Mutant.FINDS_OUT_PER_CHANGE;
import static dev.orgrelay.relay.explorer.Mutant.GIVES_THE_LEASE_BACK_AFTER_A_LATER_ANSWER;
import static dev.orgrelay.relay.explorer.Mutant.GIVES_THE_LEASE_BACK_AFTER_SILENCE;
import static dev.orgrelay.relay.explorer.Mutant.KNOWS_NO_BOUND_OF_LATENESS;
import static dev.orgrelay.relay.explorer.Mutant.RENEWS_A_LOST_LEASE;
import static dev.orgrelay.relay.explorer.Mutant.TRIES_AN_EARLIER_ELEMENT_AGAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** If nothing were found in a protocol that is known to be wrong, it would prove nothing that nothing is found in the real one. */
class MutantsTest {

    /** From here on the mutant with three events is found soon; if schedules change, somewhat later. */
    private static final long SEED = 7_450;

    private static final int SAMPLES = 20_000;
    private static final Configuration TWO = Configuration.of("n3", "n5");

    static Stream<Arguments> mutants() {
        return Stream.of(
                arguments(BELIEVES_A_CACHED_LEASE, TWO.withOnly(REFUSE)),
                arguments(COUNTS_AN_INTENTION_AS_APPLIED, TWO.withOnly(REFUSE)),
                arguments(DROPS_AN_INTENTION_AT_ONCE, TWO.withOnly(CRASH)),
                arguments(GIVES_THE_LEASE_BACK_AFTER_SILENCE, TWO.withOnly(SILENCE)),
                arguments(GIVES_THE_LEASE_BACK_AFTER_A_LATER_ANSWER, TWO.withOnly(SILENCE)),
                arguments(RENEWS_A_LOST_LEASE, TWO.withOnly(SILENCE, FREEZE)),
                arguments(
                        FINDS_OUT_PER_CHANGE, Configuration.of("u5", "n7", "m3").withOnly(CRASH)),
                arguments(
                        TRIES_AN_EARLIER_ELEMENT_AGAIN,
                        Configuration.of("m5 m5b").withoutParentOf("m5").withOnly(AGAIN)),
                arguments(KNOWS_NO_BOUND_OF_LATENESS, TWO.withOnly(SILENCE, GIVE_UP)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void theExplorerFindsOutAbout(Mutant mutant, Configuration configuration) {
        Optional<Violation> violation = violation(configuration, mutant);
        assertThat(violation).as("%s", configuration).isPresent();
        System.out.printf(
                "| %s | %s | %d | %s |%n",
                mutant,
                configuration,
                violation.get().schedule().size(),
                violation.get().what());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    @EnabledIfSystemProperty(named = "test.long", matches = "true")
    void andNothingIsWrongWithoutIt(Mutant mutant, Configuration configuration) {
        assertThat(violation(configuration, Doubles.NONE)).isEmpty();
    }

    /** Of three events there are too many schedules. */
    private static Optional<Violation> violation(Configuration configuration, Doubles doubles) {
        return configuration.events().size() > 2
                ? new Sampler(configuration, doubles).run(SEED, SAMPLES)
                : new Explorer(configuration, doubles).run().violation();
    }
}
