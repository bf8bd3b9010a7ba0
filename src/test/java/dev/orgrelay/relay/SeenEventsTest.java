package dev.orgrelay.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeenEventsTest {

    private static final Instant NOW = Changes.HOUR;
    private static final Set<Field> ALL = Set.of(Field.values());

    @Test
    void anEventIsKeptForFourDaysAndGoneAfterwards() {
        SeenEvents events = SeenEvents.NONE.with(event("a"), ALL, true, NOW);

        assertThat(events.with(event("b"), ALL, true, NOW.plus(Duration.ofDays(4)))
                        .isApplied(event("a")))
                .isTrue();
        assertThat(events.with(
                                event("b"),
                                ALL,
                                true,
                                NOW.plus(Duration.ofDays(4)).plusSeconds(16))
                        .isApplied(event("a")))
                .isFalse();
    }

    @Test
    void onlySoManyAreKeptAndTheNewestOfThem() {
        SeenEvents events = SeenEvents.NONE;
        for (int i = 0; i < SeenEvents.MOST + 10; i++) {
            events = events.with(event("e" + i), ALL, true, NOW);
        }

        assertThat(events.size()).isEqualTo(SeenEvents.MOST);
        assertThat(events.isApplied(event("e9"))).isFalse();
        assertThat(events.isApplied(event("e10"))).isTrue();
        assertThat(events.toBytes()).hasSize(24_000);
    }

    @Test
    void itIsReadAsItWasWritten() {
        SeenEvents events = SeenEvents.NONE.with(event("a"), ALL, true, NOW).with(event("b"), ALL, true, NOW);

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
        SeenEvents events = SeenEvents.NONE.with(key("ab", "c"), ALL, true, NOW);

        assertThat(events.isApplied(key("a", "bc"))).isFalse();
        assertThat(events.isApplied(new EventKey(EventKey.hash("hra", "b", "c"))))
                .isFalse();
        assertThat(events.isApplied(key("ab", "c"))).isTrue();
    }

    @Test
    void theHashIsTheSameEverywhere() {
        assertThat(key("/hr/contoso", "7f1c").hash()).isEqualTo(2747312204398008779L);
    }

    @Test
    void eachFieldIsSettledByItself() {
        SeenEvents events = SeenEvents.NONE
                .with(event("a"), Set.of(Field.PARENT), false, NOW)
                .with(event("b"), ALL, true, NOW);

        assertThat(events.settledFor(event("a"))).containsExactly(Field.PARENT);
        assertThat(events.isApplied(event("a"))).isFalse();
        SeenEvents more = events.with(event("a"), Set.of(Field.DISPLAY_NAME), true, NOW);
        assertThat(more.settledFor(event("a"))).containsExactly(Field.DISPLAY_NAME, Field.PARENT);
        assertThat(more.isApplied(event("a"))).isTrue();
        assertThat(more.size()).isEqualTo(2);
    }

    @Test
    void whatWasKeptBeforeFieldsWereToldApartWasAppliedAsAWhole() {
        byte[] first = ByteBuffer.allocate(12)
                .putLong(event("a").hash())
                .putInt((int) NOW.getEpochSecond() & ~0xF)
                .array();

        SeenEvents events = SeenEvents.ofApplied(first);

        assertThat(events.isApplied(event("a"))).isTrue();
        assertThat(events.settledFor(event("a"))).containsExactlyInAnyOrder(Field.values());
    }

    private static EventKey event(String id) {
        return key("/hr/contoso", id);
    }

    private static EventKey key(String origin, String id) {
        return new EventKey(EventKey.hash("hr", origin, id));
    }
}
