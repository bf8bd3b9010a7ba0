package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeenEventsTest {

    private static final Instant NOW = Changes.HOUR;

    @Test
    void anEventIsKeptForFourDaysAndGoneAfterwards() {
        SeenEvents events = SeenEvents.NONE.with(event("a"), NOW);

        assertThat(events.with(event("b"), NOW.plus(Duration.ofDays(4))).contains(event("a")))
                .isTrue();
        assertThat(events.with(event("b"), NOW.plus(Duration.ofDays(4)).plusSeconds(1))
                        .contains(event("a")))
                .isFalse();
    }

    @Test
    void onlySoManyAreKeptAndTheNewestOfThem() {
        SeenEvents events = SeenEvents.NONE;
        for (int i = 0; i < SeenEvents.MOST + 10; i++) {
            events = events.with(event("e" + i), NOW);
        }

        assertThat(events.size()).isEqualTo(SeenEvents.MOST);
        assertThat(events.contains(event("e9"))).isFalse();
        assertThat(events.contains(event("e10"))).isTrue();
        assertThat(events.toBytes()).hasSize(24_000);
    }

    @Test
    void itIsReadAsItWasWritten() {
        SeenEvents events = SeenEvents.NONE.with(event("a"), NOW).with(event("b"), NOW);

        assertThat(SeenEvents.of(events.toBytes())).isEqualTo(events);
        assertThat(SeenEvents.of(new byte[0])).isEqualTo(SeenEvents.NONE);
    }

    @Test
    void bytesThatAreNoEventsAreRefused() {
        assertThatThrownBy(() -> SeenEvents.of(new byte[13]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("13 bytes are not a list of seen events");
        assertThatThrownBy(() -> SeenEvents.of(new byte[24_012])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void eventsDifferBySourceOriginAndIdEvenIfTheirLettersAreTheSame() {
        SeenEvents events = SeenEvents.NONE.with(new EventKey("hr", "ab", "c"), NOW);

        assertThat(events.contains(new EventKey("hr", "a", "bc"))).isFalse();
        assertThat(events.contains(new EventKey("hra", "b", "c"))).isFalse();
        assertThat(events.contains(new EventKey("hr", "ab", "c"))).isTrue();
    }

    @Test
    void theHashIsTheSameEverywhere() {
        assertThat(new EventKey("hr", "/hr/contoso", "7f1c").hash()).isEqualTo(2747312204398008779L);
    }

    private static EventKey event(String id) {
        return new EventKey("hr", "/hr/contoso", id);
    }
}
