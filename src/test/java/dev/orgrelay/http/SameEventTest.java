package dev.orgrelay.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** One event, delivered many times at the same moment. */
@QuarkusTest
class SameEventTest {

    private static final int DELIVERIES = 1000;

    @TestHTTPResource("/api/events")
    URI events;

    @Test
    void itIsSentToIoTCentralExactlyOnce() {
        SandboxControl.reset();
        SandboxControl.faults("[{\"match\":\"PUT\",\"action\":\"continue\",\"delayMs\":200}]");
        HttpRequest delivery = HttpRequest.newBuilder(events)
                .header("content-type", "application/cloudevents+json")
                .POST(HttpRequest.BodyPublishers.ofString(TestEvents.created("same-event", "Once", null)))
                .build();
        HttpClient sender =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

        List<CompletableFuture<HttpResponse<String>>> answers = Stream.generate(
                        () -> sender.sendAsync(delivery, HttpResponse.BodyHandlers.ofString()))
                .limit(DELIVERIES)
                .toList();

        List<String> outcomes = answers.stream()
                .map(CompletableFuture::join)
                .map(SameEventTest::outcome)
                .toList();
        assertThat(outcomes).hasSize(DELIVERIES).containsOnlyOnce("200 applied");
        assertThat(outcomes).isSubsetOf("200 applied", "200 duplicate", "503 deferred");
        assertThat(SandboxControl.requests()).containsEntry("create", 1);
        assertThat(SandboxControl.allRequests()).isEqualTo(1);
    }

    private static String outcome(HttpResponse<String> answer) {
        return answer.statusCode() + " " + answer.body().replaceFirst("(?s).*?\"outcome\":\"([a-z]+)\".*", "$1");
    }
}
