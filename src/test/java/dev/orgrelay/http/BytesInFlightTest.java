package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BytesInFlightTest {

    private static final Runnable NEVER = () -> {
        throw new AssertionError("it should not have to give way");
    };

    private final List<String> evicted = new ArrayList<>();
    private final BytesInFlight inFlight = new BytesInFlight(100);

    @Test
    void noSourceHasMoreThanHalfOfTheRoom() {
        BytesInFlight.Share share = inFlight.share("hr", true, NEVER);

        assertThat(share.take(50)).isTrue();
        assertThat(share.take(1)).isFalse();
        assertThat(inFlight.share("crm", true, NEVER).take(50)).isTrue();
        assertThat(inFlight.share("erp", true, NEVER).take(1)).isFalse();
        assertThat(inFlight.used()).isEqualTo(100);
    }

    @Test
    void whatIsDoneWithMakesRoomOnce() {
        BytesInFlight.Share share = inFlight.share("hr", true, NEVER);
        share.take(50);
        share.release();
        share.release();

        assertThat(inFlight.used()).isZero();
        assertThat(share.take(1)).isFalse();
        assertThat(inFlight.share("hr", true, NEVER).take(50)).isTrue();
    }

    @Test
    void theSlowestOfThoseWhoProvedNothingGivesWay() {
        unproven("hr", "slow").take(1);
        unproven("hr", "middle").take(20);
        unproven("hr", "fast").take(29);

        assertThat(unproven("hr", "next").take(10)).isTrue();

        assertThat(evicted).containsExactly("slow", "middle");
        assertThat(inFlight.used()).isEqualTo(39);
    }

    @Test
    void whoIsTheSlowestItselfGetsNothing() {
        BytesInFlight.Share slow = unproven("hr", "slow");
        slow.take(1);
        unproven("hr", "fast").take(49);

        assertThat(slow.take(1)).isFalse();
        assertThat(evicted).isEmpty();
    }

    @Test
    void nobodyGivesWayToAnotherSourceWhoseHalfIsFull() {
        unproven("crm", "slow").take(1);
        inFlight.share("hr", true, NEVER).take(50);

        assertThat(inFlight.share("hr", true, NEVER).take(1)).isFalse();
        assertThat(evicted).isEmpty();
    }

    @Test
    void whoIsProvenOrCompleteStays() {
        inFlight.share("hr", true, NEVER).take(50);
        BytesInFlight.Share complete = inFlight.share("crm", false, NEVER);
        complete.take(50);
        complete.keep();

        assertThat(inFlight.share("erp", true, NEVER).take(1)).isFalse();
    }

    private BytesInFlight.Share unproven(String source, String name) {
        return inFlight.share(source, false, () -> evicted.add(name));
    }
}
