package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever holds all connections keeps nobody from asking whether this instance is alive. */
@QuarkusTest
@TestProfile(ConnectionsTest.Few.class)
class ConnectionsTest {

    private static final int MOST = 20;
    private static final String LIVE = RawConnection.head("GET /q/health/live HTTP/1.1");

    private final Deque<RawConnection> held = new ArrayDeque<>();

    @BeforeEach
    void letGoOfWhatOthersHold() throws IOException {
        SandboxControl.reset();
    }

    @AfterEach
    void letGo() throws IOException {
        for (RawConnection connection : held) {
            connection.close();
        }
        SandboxControl.noFaults();
    }

    @Test
    void whoKeepsItWaitingForLongestGivesWay() throws IOException {
        for (int i = 0; i < MOST; i++) {
            hold("GET /nothing HT");
        }

        assertThat(isAlive()).isTrue();
        assertThat(held.getFirst().status()).as("closed").isZero();
        assertThat(held.getLast().send("TP/1.1\r\nHost: a\r\n\r\n").status()).isEqualTo(404);
    }

    @Test
    void anUnfinishedBodyGivesWayToo() throws IOException {
        for (int i = 0; i < MOST; i++) {
            hold(RawConnection.head("POST /api/events HTTP/1.1", "Content-Length: 1000") + "{");
        }

        for (int i = 0; i < MOST; i++) {
            assertThat(isAlive()).isTrue();
        }
    }

    @Test
    void whoWaitsForAnAnswerDoesNotGiveWay() throws IOException {
        SandboxControl.faults("[{\"match\":\"PUT\",\"delayMs\":2000}]");
        String body = "{\"displayName\":\"Waits\"}";
        hold(RawConnection.head("PUT /api/organizations/waits HTTP/1.1", "Content-Length: " + body.length()) + body);
        await().until(() -> SandboxControl.allRequests() == 2); // it is looked first
        RawConnection waiting = held.getFirst();
        for (int i = 0; i < 2 * MOST; i++) {
            hold("GET");
        }

        assertThat(isAlive()).isTrue();
        assertThat(waiting.isAnswered()).isFalse();
        assertThat(waiting.status()).isEqualTo(200);
    }

    private void hold(String text) throws IOException {
        held.add(new RawConnection().send(text));
    }

    private static boolean isAlive() throws IOException {
        try (RawConnection probe = new RawConnection()) {
            return probe.send(LIVE).status() == 200;
        }
    }

    public static class Few implements QuarkusTestProfile {

        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> settings = new HashMap<>(DeliveryReplayTest.sources());
            settings.put("orgrelay.max-connections", Integer.toString(MOST));
            return settings;
        }
    }
}
