package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.relay.Records;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MemorySourceRunsTest extends SourceRunsContract {

    @Override
    protected Records records() {
        return Records.inMemory();
    }

    @Test
    void eachFailureDoublesTheWaitUpToAnHourOrWhatIsAskedFor() {
        assertThat(SourceRuns.wait(Optional.empty(), 0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(SourceRuns.wait(Optional.empty(), 3)).isEqualTo(Duration.ofSeconds(80));
        assertThat(SourceRuns.wait(Optional.empty(), 1_000)).isEqualTo(Duration.ofHours(1));
        assertThat(SourceRuns.wait(Optional.of(Duration.ofSeconds(7)), 0)).isEqualTo(Duration.ofSeconds(7));
        assertThat(SourceRuns.wait(Optional.of(Duration.ofMinutes(40)), 1)).isEqualTo(Duration.ofHours(1));
        assertThat(SourceRuns.wait(Optional.of(Duration.ofHours(3)), 5)).isEqualTo(Duration.ofHours(3));
        assertThat(SourceRuns.wait(Optional.of(Duration.ZERO), 0)).isEqualTo(Duration.ofSeconds(10));
    }
}
