package dev.orgrelay.storage;

import static dev.orgrelay.http.TestEvents.created;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orgrelay.http.SandboxControl;
import dev.orgrelay.storage.AzuriteProfile.Resource;
import dev.orgrelay.storage.FaultyConnections.Fault;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Something that Org Relay needs fails while many events arrive, and recovers: their senders come again, and nothing is lost. */
@OnAzurite
@QuarkusTest
@TestProfile(AzuriteProfile.class)
class BurstTest {

    private static final int EVENTS = 20;
    private static final int SENDERS = 8;
    private static final int RETRY_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ScheduledExecutorService senders = Executors.newScheduledThreadPool(SENDERS);
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void healthy() {
        AzuriteProfile.healthy();
        SandboxControl.reset();
        Resource.azurite().queue("organization-changes").create();
        takeAll();
    }

    @AfterEach
    void stop() {
        senders.shutdownNow();
        AzuriteProfile.healthy();
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "SILENCE", "GARBAGE"})
    void whileTheLedgerFails(Fault fault) {
        List<String> ids = burst("default", "bl", Resource.tables(), fault, 200);

        assertThat(ids)
                .allSatisfy(id -> assertThat(SandboxControl.organization(id)).isPresent());
    }

    @ParameterizedTest
    @EnumSource(names = {"RESET", "SILENCE", "GARBAGE"})
    void whileTheQueueFails(Fault fault) {
        List<String> ids = burst("waiting", "bq", Resource.queues(), fault, 202);

        List<String> messages = takeAll();
        assertThat(ids).allSatisfy(id -> assertThat(messages).anyMatch(text -> text.contains("\"" + id + "\"")));
        assertThat(SandboxControl.allRequests()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"SILENCE", "GARBAGE"})
    void whileThereAreNoTokens(Fault fault) {
        List<String> ids = burst("identified", "bt", Resource.tokens(), fault, 200);

        assertThat(ids)
                .allSatisfy(id -> assertThat(SandboxControl.organization(id)).isPresent());
    }

    /** Sends events without a break while {@code way} fails, and until that is felt; gives the ids of their organizations when all were taken. */
    private List<String> burst(String source, String prefix, FaultyConnections way, Fault fault, int taken) {
        String start = prefix + "-" + fault.name().toLowerCase(Locale.ROOT) + "-";
        List<String> ids = new CopyOnWriteArrayList<>();
        IntStream.range(0, EVENTS).forEach(i -> send(source, start, ids));
        await().atMost(PATIENCE).until(() -> count(taken) > 0);
        way.fault(fault);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            if (ids.size() - count(taken) < EVENTS) {
                send(source, start, ids);
            }
            return count(503) >= 3;
        });
        AzuriteProfile.healthy();
        await().atMost(PATIENCE).until(() -> count(taken) == ids.size());
        assertThat(answers).containsOnly(taken, 503);
        return ids;
    }

    private static List<String> takeAll() {
        List<String> messages = new ArrayList<>();
        List<String> taken = Resource.azurite().takeMessages("organization-changes");
        while (!taken.isEmpty()) {
            messages.addAll(taken);
            taken = Resource.azurite().takeMessages("organization-changes");
        }
        return messages;
    }

    private long count(int status) {
        return answers.stream().filter(answer -> answer == status).count();
    }

    private void send(String source, String start, List<String> ids) {
        String id = start + ids.size();
        String event = created(id, "Seattle", null);
        ids.add(id);
        senders.execute(() -> deliver(source, event));
    }

    private void deliver(String source, String event) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + RestAssured.port + "/api/events/" + source))
                .header("Content-Type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(event))
                .build();
        int status = client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                .join()
                .statusCode();
        answers.add(status);
        if (status == 503) {
            senders.schedule(() -> deliver(source, event), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
