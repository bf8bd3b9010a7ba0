package dev.orgrelay.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orgrelay.source.ConfiguredSources;
import dev.orgrelay.source.IntakeException.Malformed;
import dev.orgrelay.source.Source;
import io.smallrye.mutiny.Uni;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingTest {

    private static final String HR = "orgrelay.sources.hr.";

    @Test
    void whatNeedsNoMappingIsReadAtOnceByWhoeverAsks() {
        assertThat(threadOf(source(Map.of()))).isSameAs(Thread.currentThread());
    }

    @Test
    void aMappingIsWaitedForByAWorker() {
        Source mapped = source(Map.of(HR + "mapping", "body", HR + "format", "json"));

        assertThat(threadOf(mapped)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void whatCannotBeReadFails() {
        Uni<Thread> reading = Reading.by(source(Map.of(HR + "mapping", "body")), () -> {
            throw new Malformed("no");
        });

        assertThatThrownBy(() -> reading.await().indefinitely()).isInstanceOf(Malformed.class);
    }

    private static Thread threadOf(Source source) {
        return Reading.by(source, Thread::currentThread).await().indefinitely();
    }

    private static Source source(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put(HR + "authentication.scheme", "dangerous-none");
        return ConfiguredSources.of(all).named("hr").orElseThrow();
    }
}
