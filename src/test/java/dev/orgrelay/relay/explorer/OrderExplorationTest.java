package dev.orgrelay.relay.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import java.util.stream.Stream;

class OrderExplorationTest {

    static Stream<Configuration> configurations() {
        return Stream.of(Configuration.of("n3", "n5"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void whateverComesBetweenNothingIsLost(Configuration configuration) {
        assertThat(new Explorer(configuration, Doubles.NONE).run().violation()).isEmpty();
    }
}
