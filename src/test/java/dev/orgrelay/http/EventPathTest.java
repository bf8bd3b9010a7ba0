package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventPathTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "/"})
    void withoutANameTheDefaultSourceIsMeant(String path) {
        assertThat(EventPath.of(path)).isEqualTo(new EventPath(Optional.empty(), ""));
        assertThat(EventPath.of(path).source()).isEqualTo("default");
    }

    @Test
    void theFirstSegmentIsTheSourceAndTheRestItsOwn() {
        assertThat(EventPath.of("/hr")).isEqualTo(path("hr", ""));
        assertThat(EventPath.of("/hr/")).isEqualTo(path("hr", ""));
        assertThat(EventPath.of("/hr/Groups/7")).isEqualTo(path("hr", "Groups/7"));
    }

    @Test
    void partsAreDecodedAfterTheyWereSplit() {
        assertThat(EventPath.of("/a%2Fb/c%20d+e")).isEqualTo(path("a/b", "c d+e"));
    }

    private static EventPath path(String source, String rest) {
        return new EventPath(Optional.of(source), rest);
    }
}
