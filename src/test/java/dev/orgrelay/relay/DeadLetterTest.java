package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.organization.Operation;
import dev.orgrelay.organization.Provenance;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void theSameEventHasTheSameIdAndNoOtherHas() {
        assertThat(id("hr", "/a", "7", "plant", "x")).isEqualTo(id("hr", "/a", "7", "plant", "x"));
        assertThat(Stream.of(
                        id("hr", "/a", "7", "plant", "x"),
                        id("hr", "/a\n7", "plant", "x", ""),
                        id("hr\n/a", "7", "plant", "x", ""),
                        id("hr", "", "/a\n7", "plant", "x"),
                        id("hr", "/a", "7\nplant", "x", ""),
                        id("hr", "2:/a1:7", "", "plant", "x"),
                        id("hr", "/a", "7", "plan", "tx")))
                .doesNotHaveDuplicates();
    }

    private static String id(String source, String origin, String event, String application, String organization) {
        Provenance provenance = new Provenance(
                source, Operation.CREATE, Optional.of(origin), Optional.of(event), Optional.empty(), Instant.EPOCH);
        return DeadLetter.of(provenance, application, Optional.of(organization), "reason", Instant.EPOCH)
                .id();
    }
}
