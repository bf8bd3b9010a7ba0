package dev.orgrelay.organization;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryIdTest {

    private static final Instant TIME = Instant.parse("2026-11-23T10:00:00.123Z");

    @Test
    void anIdSortsByItsStampWhateverItsRandomPart() {
        long stamp = TIME.toEpochMilli() << 12;
        DeliveryId first = DeliveryId.of(stamp, -1);
        DeliveryId second = DeliveryId.of(stamp + 1, 0);
        DeliveryId later = DeliveryId.of(stamp + 4096, Long.MIN_VALUE);
        assertThat(first).isLessThan(second);
        assertThat(second).isLessThan(later);
        assertThat(first.toString()).isLessThan(second.toString());
        assertThat(second.toString()).isLessThan(later.toString());
    }

    @Test
    void anIdIsAUuidOfVersionSevenThatTellsItsTime() {
        DeliveryId id = DeliveryId.of(TIME.toEpochMilli() << 12 | 0xabc, 42);
        assertThat(id.value().version()).isEqualTo(7);
        assertThat(id.value().variant()).isEqualTo(2);
        assertThat(id.time()).isEqualTo(TIME);
        assertThat(DeliveryId.parse(id.toString())).contains(id);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "abc",
                "01936f5a-7c1e-4000-8000-000000000000",
                "01936f5a-7c1e-7000-c000-000000000000",
                "01936F5A-7C1E-7000-8000-000000000000",
                " 01936f5a-7c1e-7000-8000-000000000000"
            })
    void whatWasNeverGivenOutIsNoId(String text) {
        assertThat(DeliveryId.parse(text)).isEmpty();
    }
}
