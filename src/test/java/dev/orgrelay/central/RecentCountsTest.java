package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What happened long ago does not count. */
class RecentCountsTest {

    private static final long START = 1_795_000_000_000L;
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();

    private final RecentCounts counts = new RecentCounts(2, Duration.ofMinutes(1), 60);

    @Test
    void eachKindIsCountedByItself() {
        counts.add(0, START);
        counts.add(1, START + MINUTE);
        counts.add(1, START + MINUTE);

        assertThat(counts.totals(START + MINUTE)).containsExactly(1, 2);
    }

    @Test
    void whatIsOlderThanAllSlotsIsForgotten() {
        counts.add(0, START);
        counts.add(0, START + 30 * MINUTE);

        assertThat(counts.totals(START + 59 * MINUTE)).containsExactly(2, 0);
        assertThat(counts.totals(START + 60 * MINUTE)).containsExactly(1, 0);
        assertThat(counts.totals(START + 10_000 * MINUTE)).containsExactly(0, 0);
    }

    @Test
    void aClockThatIsSetBackLosesNothing() {
        counts.add(0, START + 10 * MINUTE);
        counts.add(0, START);

        assertThat(counts.totals(START)).containsExactly(2, 0);
    }
}
