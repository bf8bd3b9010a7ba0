package dev.orgrelay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.RawConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever sends hardly anything is cut off, whatever else the machine does. */
class SlowSendersIT {

    private static RunningProgram program;

    @BeforeAll
    static void start() throws IOException {
        program = new RunningProgram(
                "slow-senders",
                "128m",
                Map.of(
                        "orgrelay.sandbox.enabled", "true",
                        "orgrelay.sources.default.authentication.scheme", "dangerous-none"));
    }

    @AfterAll
    static void stop() {
        program.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST /api/events HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n", "GET /"})
    void aByteNowAndThenDoesNotKeepAConnection(String beginning) throws Exception {
        try (RawConnection slow = new RawConnection(program.port())) {
            long start = System.nanoTime();
            slow.send(beginning);
            await().atMost(Duration.ofSeconds(20))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> {
                        slow.send("x");
                        return slow.isAnswered();
                    });

            assertThat(slow.status()).isEqualTo(408);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(15));
        }
    }
}
