package dev.orgrelay.central;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orgrelay.LogLines;
import dev.orgrelay.central.ApplicationState.Kind;
import dev.orgrelay.relay.TestClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An outage is told once when it begins and once when it is over. */
class AvailabilityTest {

    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");

    private final TestClock clock = new TestClock(START);
    private final Availability availability = new Availability("default", clock);
    private final LogLines log = new LogLines(Availability.class.getName());

    @AfterEach
    void stop() {
        log.close();
    }

    @Test
    void nothingIsKnownBeforeTheFirstAnswer() {
        assertThat(availability.state().kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(availability.state().since()).isEmpty();

        availability.answered();

        assertThat(availability.state().kind()).isEqualTo(Kind.AVAILABLE);
        assertThat(availability.state().since()).contains(START);
    }

    @Test
    void anOutageIsTwoLinesHoweverOftenItIsProbed() {
        availability.answered();
        availability.failed("IoT Central answered 503");
        availability.circuit(true);
        for (int probe = 0; probe < 12; probe++) {
            clock.advance(Duration.ofSeconds(5));
            availability.failed("IoT Central answered 503");
            availability.circuit(true);
        }

        assertThat(availability.state().kind()).isEqualTo(Kind.CIRCUIT_OPEN);
        assertThat(availability.state().since()).contains(START);
        assertThat(availability.state().detail()).contains("IoT Central answered 503");
        assertThat(availability.state().todo()).isPresent();

        availability.circuit(false);

        assertThat(availability.state().kind()).isEqualTo(Kind.AVAILABLE);
        assertThat(availability.state().since()).contains(START.plusSeconds(60));
        assertThat(log.all()).hasSize(2);
        assertThat(log.all().get(0))
                .startsWith("WARN application default is bad, circuit-open: IoT Central answered 503; see whether");
        assertThat(log.all().get(1)).isEqualTo("WARN application default is well again after 60 s");
    }

    @Test
    void aRefusedCredentialStaysRefusedUntilOneIsAccepted() {
        availability.answered();
        availability.refused("the credential is not accepted: IoT Central answered 401");
        clock.advance(Duration.ofMinutes(5));
        availability.refused("the credential is not accepted: IoT Central answered 401");

        assertThat(availability.state().kind()).isEqualTo(Kind.CREDENTIAL_REFUSED);
        assertThat(availability.state().since()).contains(START);

        availability.answered();

        assertThat(log.with("WARN"))
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo("WARN application default is well again after 5 min");
    }

    @Test
    void anApplicationWithTwoTroublesIsWellWhenBothAreOver() {
        availability.refused("401");
        availability.failed("503");
        availability.circuit(true);

        availability.circuit(false);
        assertThat(availability.state().kind()).isEqualTo(Kind.CREDENTIAL_REFUSED);
        availability.answered();

        assertThat(availability.state().kind()).isEqualTo(Kind.AVAILABLE);
        assertThat(log.all()).hasSize(2);
    }

    @Test
    void anApplicationIsThrottledForAMomentAfterEach429() {
        availability.answered();
        availability.throttled();
        clock.advance(Duration.ofSeconds(6));
        availability.throttled();
        clock.advance(Duration.ofSeconds(6));

        assertThat(availability.state().kind()).isEqualTo(Kind.THROTTLED);
        assertThat(availability.state().since()).contains(START);
        assertThat(availability.throttledLastHour()).isEqualTo(2);

        clock.advance(Duration.ofSeconds(4));
        assertThat(availability.state().kind()).isEqualTo(Kind.AVAILABLE);
        clock.advance(Duration.ofHours(1));
        assertThat(availability.throttledLastHour()).isZero();
        assertThat(log.all()).isEmpty();
    }
}
