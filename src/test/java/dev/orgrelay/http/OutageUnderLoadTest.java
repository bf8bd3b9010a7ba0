package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.LogLines;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Both applications are down while senders go on: an operator is told of each when it begins and when it is over, and of nothing in between. */
@QuarkusTest
@TestProfile(FloodTest.OfStrangers.class)
class OutageUnderLoadTest {

    private static final List<String> APPLICATIONS = List.of("default", "emea");
    private static final int SENDERS = 4;

    /** Longer than a circuit stays open, so that it is tried in between. */
    private static final Duration OUTAGE = Duration.ofSeconds(Boolean.getBoolean("test.long") ? 60 : 8);

    /** Of a sender between two events. */
    private static final int PAUSE_MILLIS = Boolean.getBoolean("test.long") ? 1 : 10;

    @TestHTTPResource("/api/events/")
    URI events;

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger numbers = new AtomicInteger();

    @BeforeEach
    void reset() {
        SandboxControl.reset();
        SandboxControl.limits("{\"requestsPerSecond\":0,\"organizations\":100000}");
    }

    @Test
    void eachApplicationIsToldTwice() throws Exception {
        for (String application : APPLICATIONS) {
            await().atMost(Duration.ofSeconds(20)).until(() -> send(application) == 200);
        }
        ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
        try (LogLines log = new LogLines("dev.orgrelay")) {
            List<Future<?>> load = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                String application = APPLICATIONS.get(sender % APPLICATIONS.size());
                load.add(senders.scheduleWithFixedDelay(
                        () -> send(application), 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS));
            }
            SandboxControl.faults("[{\"match\":\"*\",\"status\":500}]");
            await().pollDelay(OUTAGE)
                    .atMost(OUTAGE.plusSeconds(10))
                    .until(() -> log.with("is bad").size() > 1);
            SandboxControl.noFaults();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> log.with("well again").size() > 1);
            assertThat(load).as("senders that have failed").noneMatch(Future::isDone);
            senders.shutdown();
            assertThat(senders.awaitTermination(30, TimeUnit.SECONDS)).isTrue();

            for (String application : APPLICATIONS) {
                List<String> told = log.with("WARN application " + application + " is ");
                assertThat(told).hasSize(2);
                assertThat(told.get(0)).contains("is bad, circuit-open: IoT Central answered 500");
                assertThat(told.get(1)).contains("is well again after ");
            }
            assertThat(log.with("WARN ")).hasSize(2 * APPLICATIONS.size());
        } finally {
            senders.shutdownNow();
        }
    }

    private int send(String application) {
        HttpRequest request = HttpRequest.newBuilder(events.resolve("of-" + application))
                .header("content-type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(
                        TestEvents.created("ol-" + numbers.incrementAndGet(), "Load", null)))
                .build();
        return client.sendAsync(request, BodyHandlers.discarding()).join().statusCode();
    }
}
